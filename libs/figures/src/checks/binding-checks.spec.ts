import { describe, expect, it } from 'vitest';
import { findings } from '../../fixtures/checked-source.js';
import { ofMeter } from '../../fixtures/planted-site.js';
import type { SourceContent } from '../domain/source.js';

/** Field and what both languages must hold, one entry a finding and none besides. */
const expectFindings = (
  more: Partial<SourceContent>,
  ...expected: [field: string, en: string, zh: string][]
) => {
  const found = findings(more);
  expect(found.map(({ field }) => field)).toEqual(expected.map(([field]) => field));
  for (const [index, [, en, zh]] of expected.entries()) {
    expect(found[index]?.text.en).toContain(en);
    expect(found[index]?.text.zh).toContain(zh);
  }
};

describe('bindings', () => {
  it('name a meter and a register that exist, once', () => {
    expectFindings({ activity: ofMeter('none', 'e') }, [
      'activity.registers.0.meter',
      'there is no meter "none"',
      '没有计量表“none”',
    ]);
    expectFindings({ activity: ofMeter('main', 'none') }, [
      'activity.registers.0.register',
      'it has: p, e, out',
      '它有：p、e、out',
    ]);
    expectFindings({ activity: ofMeter('main', 'p') }, [
      'activity.registers.0.register',
      '"p" is a gauge',
      '“p”是瞬时量',
    ]);
    const twice = [
      ...ofMeter('main', 'e').registers,
      ...ofMeter('main', 'out').registers,
      ...ofMeter('main', 'e', -1).registers,
    ];
    expectFindings({ activity: { kind: 'meters', registers: twice } }, [
      'activity.registers.2',
      '"main/e" is bound twice',
      '“main/e”绑定了两次',
    ]);
  });

  it('have a known unit, of the second account too, in which the same register is no repetition', () => {
    expectFindings({ activity: { kind: 'manual', unit: 'furlong' } }, [
      'activity.unit',
      '"furlong" is not a known unit',
      '“furlong”不是已知单位',
    ]);
    expectFindings({ crossCheck: { kind: 'stock', unit: 'furlong' } }, [
      'crossCheck.unit',
      '"furlong"',
      '“furlong”',
    ]);
    expect(findings({ crossCheck: ofMeter('main', 'e') })).toEqual([]);
    expect(findings({ crossCheck: { kind: 'manual', unit: 'MWh' } })).toEqual([]);
    expectFindings({ crossCheck: { kind: 'manual', unit: 't' } }, [
      'crossCheck.unit',
      'counts mass, the activity data count energy',
      '为质量，而活动数据为能量',
    ]);
    expectFindings({ activity: { kind: 'manual', unit: 'Sm3' } }, [
      'activity.unit',
      'm3@15C for 15 °C',
      '15 °C 写 m3@15C',
    ]);
  });
});
