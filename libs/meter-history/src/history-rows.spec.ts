import { describe, expect, it } from 'vitest';
import { HistoryRows, type RowRules } from './history-rows.js';

const rules: RowRules = {
  delimiter: ',',
  timeColumn: '时间',
  time: { format: 'yyyy-MM-dd HH:mm', zone: 'Asia/Shanghai', midnightClosesDay: false },
  mappings: [
    { column: '电量', register: 'active_energy', scale: 1 },
    { column: '功率', register: 'active_power', scale: 0.001 },
  ],
};
const read = (text: string, more: Partial<RowRules> = {}) => {
  const rows = new HistoryRows('a.csv', { ...rules, ...more });
  return [...rows.push(text), ...rows.end()];
};

describe('HistoryRows', () => {
  it('reads local times and scaled values, in any order of columns', () => {
    expect(read('功率,时间,备注,电量\n1500,2026-01-01 00:15,x,12.5\n')).toEqual([
      { ts: Date.parse('2026-01-01T00:15:00+08:00'), values: { active_energy: 12.5, active_power: 1.5 } },
    ]);
  });

  it('says line and reason of what cannot be used, in both languages', () => {
    const bad = read('时间,电量,功率\n昨天,1,1\n2026-01-01 00:15,,1\n2026-01-01 00:30\n"x"y\n');
    expect(bad.map((row) => 'line' in row && [row.line, row.reason.zh])).toEqual([
      [2, '“昨天”与时间格式 yyyy-MM-dd HH:mm 不符'],
      [3, '“电量”列的“”不是数字'],
      [4, '该行只有 1 列，表头有 3 列'],
      [5, expect.stringContaining('引号不成对')],
    ]);
    expect(bad.every((row) => 'reason' in row && row.reason.en !== '')).toBe(true);
  });

  it('refuses a file whose columns cannot be told, or that is empty', () => {
    expect(() => read('时间,电量\n')).toThrow(/has no column "功率"/);
    expect(() => read('时间,电量,功率,功率\n')).toThrow(/two columns "功率"/);
    expect(() => read('')).toThrow(/is empty/);
  });
});
