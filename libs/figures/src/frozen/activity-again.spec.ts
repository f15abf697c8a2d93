import { describe, expect, it } from 'vitest';
import { dataOf, JAN_FEB, NOW_MS, ofMeter, record, source, used } from '../../fixtures/planted-site.js';
import { activityAgain } from './activity-again.js';

const [jan = 0, feb = 0, march = 0] = JAN_FEB;

describe('activity data worked out again', () => {
  it('is that of its registers, with sign and share', () => {
    const grid = dataOf(source('grid', 'purchasedElectricity', ofMeter('main', 'e', -1, '0.9')), {
      borders: JAN_FEB,
      sums: [used(1, jan, feb, 1000.5, { estimated: 12.25 }), used(1, feb, march, 900)],
    });
    const again = activityAgain(grid, NOW_MS);
    expect(again).toEqual(grid.activity);
    // −1000.5 × 0.9 and −900 × 0.9
    expect(again.periods.map(({ value }) => value?.toString())).toEqual(['-900.45', '-810']);
    const { sums } = grid;
    const bent = { ...grid, sums: sums.map((sum) => (sum.startMs === feb ? { ...sum, value: 901 } : sum)) };
    expect(activityAgain(bent, NOW_MS).periods[1]?.value?.toString()).toBe('-810.9');
  });

  it('is that of its records, and of the use between two counts', () => {
    const boiler = dataOf(source('boiler', 'stationaryCombustion', { kind: 'manual', unit: 't' }), {
      borders: JAN_FEB,
      records: [record('boiler', '2026-01-10', '2026-02-10', '3.1', 't')],
    });
    expect(activityAgain(boiler, NOW_MS)).toEqual(boiler.activity);
    const heap = dataOf(source('heap', 'stationaryCombustion', { kind: 'stock', unit: 't' }), {
      borders: JAN_FEB,
      records: [
        record('heap', '2026-01-01', '2026-01-02', '120', 't', 'stock'),
        record('heap', '2026-02-01', '2026-02-02', '80', 't', 'stock'),
      ],
    });
    const again = activityAgain(heap, NOW_MS);
    expect(again).toEqual(heap.activity);
    expect(again.periods[0]?.value?.toString()).toBe('40');
  });

  it('stays as it is without periods', () => {
    const none = dataOf(source('none', 'purchasedElectricity', ofMeter('gone', 'e')), { borders: JAN_FEB });
    expect(none.activity.problem).not.toBeNull();
    expect(activityAgain(none, NOW_MS)).toBe(none.activity);
  });
});
