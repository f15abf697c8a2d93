import type { Meter } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { NNBSP } from '../format/number';
import { mergeLive, liveState } from '../site/live';
import { filterRows, mainRegister, meterTree, readingText, worstFirst } from './meter-list';

const meter = (code: string, values: Partial<Meter> = {}): Meter => ({
  code,
  version: 1,
  name: { zh: `${code} 表`, en: `${code} meter` },
  carrier: 'electricity',
  parent: null,
  unit: null,
  location: null,
  state: 'online',
  lastReadingAt: '2026-05-19T14:30:00+08:00',
  silentSeconds: 10,
  statusSince: null,
  hasCredentials: true,
  registers: [
    {
      code: 'e',
      name: { zh: 'e', en: 'e' },
      kind: 'counter',
      unit: 'kWh',
      multiplier: 80,
      rollover: null,
      maxRate: null,
      net: false,
      dailyReset: null,
      interval: null,
      last: { ts: '2026-05-19T14:30:00+08:00', value: 12_345.678, receivedAt: '2026-05-19T14:30:01+08:00' },
    },
  ],
  ...values,
});

describe('meters', () => {
  it('are sorted worst first, the longest silence first', () => {
    const list = [
      meter('A'),
      meter('B', { state: 'late', silentSeconds: 100 }),
      meter('C', { state: 'offline', silentSeconds: 50 }),
      meter('D', { state: 'late', silentSeconds: 900 }),
      meter('E', { state: 'never', silentSeconds: null }),
    ];
    expect(worstFirst(list).map((item) => item.code)).toEqual(['C', 'D', 'B', 'E', 'A']);
  });
  it('stand below their parents; an unknown parent or a loop loses none', () => {
    const list = [
      meter('IN'),
      meter('B', { parent: 'IN' }),
      meter('A', { parent: 'IN' }),
      meter('X', { parent: 'gone' }),
      meter('L1', { parent: 'L2' }),
      meter('L2', { parent: 'L1' }),
    ];
    const rows = meterTree(list);
    expect(rows.map((row) => `${row.depth}${row.meter.code}`).slice(0, 4)).toEqual(['0IN', '1A', '1B', '0X']);
    expect(rows).toHaveLength(list.length);
    expect(filterRows(rows, ' a 表 ').map((row) => row.meter.code)).toEqual(['A']);
  });
  it('show a reading as the register has it, or a dash', () => {
    expect(readingText(meter('A'))).toBe(`12${NNBSP}346${NNBSP}kWh`);
    expect(readingText(meter('A', { registers: [] }))).toBe('—');
    expect(mainRegister(meter('A', { registers: [] }))).toBeUndefined();
  });
});

describe('live events', () => {
  it('move a reading forward, never back', () => {
    const known = meter('A');
    const event = (ts: string) => ({
      meter: 'A',
      state: 'late' as const,
      lastReadingAt: null,
      registers: [{ register: 'e', ts, value: 1 }],
    });
    expect(mergeLive(known, event('2026-05-19T14:45:00+08:00')).registers[0]?.last?.value).toBe(1);
    expect(mergeLive(known, event('2026-05-19T14:15:00+08:00')).registers[0]?.last?.value).toBe(12_345.678);
    expect(mergeLive(known, undefined)).toBe(known);
    expect(mergeLive(known, event('2026-05-19T14:45:00+08:00'))).toMatchObject({
      state: 'late',
      lastReadingAt: known.lastReadingAt,
    });
  });
  it('go stale after 30 s and offline after 15 min', () => {
    expect([liveState(1000, 0, 20_000), liveState(1000, 0, 31_000), liveState(1000, 0, 901_000)]).toEqual([
      'live',
      'stale',
      'offline',
    ]);
    expect(liveState(null, 0, 5000)).toBe('connecting');
  });
});
