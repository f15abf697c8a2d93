import type { Overview } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { spanAround } from '../../span/span';
import { inventoryRange, traceSpan } from './inventory-range';
import { changesOf, totalChange } from './movers';

const both = (now: number, before: number) => ({ now, before });
const item = (code: string, tco2e: { now: number; before: number } | null, kwh = both(1, 1)) => ({
  kind: 'unit' as const,
  code,
  name: { zh: code, en: code },
  kwh,
  tco2e,
});

it('goes by tonnes where there are any, the largest change first', () => {
  const changes = changesOf([
    item('A', both(11, 10)),
    item('B', null),
    item('C', both(4, 9)),
    item('D', both(1, 0)),
  ]);
  expect(changes.map(({ code, delta }) => [code, delta])).toEqual([
    ['C', -5],
    ['A', 1],
    ['D', 1],
  ]);
  expect(changes.at(-1)?.share).toBeNull();
  expect(totalChange(changes)).toEqual({ unit: 'tco2e', delta: -3, share: -3 / 19 });
  expect(totalChange([])).toBeNull();
});

it('goes by energy where no tonnes are known', () => {
  const changes = changesOf([item('A', null, both(110, 100)), item('B', null, both(40, 90))]);
  expect(changes.map(({ code }) => code)).toEqual(['B', 'A']);
  expect(totalChange(changes)).toEqual({ unit: 'kwh', delta: -40, share: -40 / 190 });
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
