import type { Overview } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { spanAround } from '../../span/span';
import { inventoryRange, traceSpan } from './inventory-range';
import { changesOf, totalChange } from './unit-changes';

const unit = (
  meter: string,
  todayKwh: number | null,
  yesterdaySameTimeKwh: number | null,
): Overview['units'][number] => ({
  meter,
  name: { zh: meter, en: meter },
  carrier: 'electricity',
  state: 'online',
  silentSeconds: 0,
  nowKw: 1,
  today: [],
  yesterday: [],
  todayKwh,
  yesterdaySameTimeKwh,
});

it('compares only units with both days, the largest change first', () => {
  const changes = changesOf([unit('A', 110, 100), unit('B', null, 50), unit('C', 40, 90), unit('D', 5, 0)]);
  expect(changes.map((change) => [change.meter, change.delta])).toEqual([
    ['C', -50],
    ['A', 10],
    ['D', 5],
  ]);
  expect(changes.at(-1)?.share).toBeNull();
  expect(totalChange(changes)).toEqual({ delta: -35, share: -35 / 190 });
  expect(totalChange([])).toBeNull();
});

it('a running span takes the ends of the overview, so that card and tile agree', () => {
  const period = { from: 'F', to: 'T' };
  const overview = { at: 'NOW', today: period, month: period, year: period } as unknown as Overview;
  expect(inventoryRange(spanAround('month', '2026-05-19'), '2026-05-19', overview)).toEqual({
    from: 'F',
    to: 'T',
  });
  expect(inventoryRange(spanAround('month', '2026-04-19'), '2026-05-19', overview)).toEqual({
    from: '2026-04-01',
    to: '2026-05-01',
  });
  const custom = { preset: 'custom', from: '2026-05-10', to: '2026-05-25' } as const;
  expect(inventoryRange(custom, '2026-05-19', overview)).toEqual({ from: '2026-05-10', to: 'NOW' });
  expect(traceSpan(spanAround('month', '2026-05-19'), '2026-05-19')).toBe('month');
  expect(traceSpan(custom, '2026-05-19')).toBe('2026-05-10~2026-05-25');
});
