import type { DataCalendar } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { completeShare, gapsOf, joinPages, type CellState } from './gaps';

const cell = (state: CellState) => ({ state, coverage: 0.5, estimated: null });
const meter = (code: string, ...states: CellState[]): DataCalendar['meters'][number] => ({
  meter: code,
  name: { zh: code, en: code },
  carrier: 'electricity',
  register: 'e',
  days: states.map(cell),
});
const day = (label: string, complete: number, missing: number): DataCalendar['days'][number] => ({
  day: label,
  complete,
  missing,
  estimated: 0,
  partly: 0,
  received: 10,
  conflict: 0,
  rejected: 1,
});
const page: DataCalendar = {
  from: '',
  to: '',
  timezone: 'UTC',
  settled: true,
  days: [day('2026-11-01', 1, 1), day('2026-11-02', 0, 1), day('2026-11-03', 0, 0)],
  meters: [meter('b', 'complete', 'estimated', 'ahead'), meter('a', 'missing', 'partly', 'ahead')],
  next: 'b',
};

describe('gapsOf', () => {
  const seen = (chosen: Parameters<typeof gapsOf>[1]): string[] =>
    gapsOf(page, chosen).map(
      ({ meter: { meter: code }, day: on, state }) => `${code} ${on.slice(-2)} ${state}`,
    );

  it('lists what is not whole, the worst first, and neither whole days nor days to come', () => {
    expect(seen({})).toEqual(['a 01 missing', 'a 02 partly', 'b 02 estimated']);
  });

  it('keeps to the day and the meter that were chosen', () => {
    expect(seen({ day: '2026-11-02' })).toEqual(['a 02 partly', 'b 02 estimated']);
    expect(seen({ meter: 'b' })).toEqual(['b 02 estimated']);
    expect(seen({ meter: 'b', day: '2026-11-01' })).toEqual([]);
  });
});

describe('completeShare', () => {
  it('is the whole days of all meter days so far', () => {
    expect(completeShare(page.days)).toBeCloseTo(1 / 3, 12);
    expect(completeShare([day('2026-11-03', 0, 0)])).toBeNull();
    expect(completeShare([])).toBeNull();
  });
});

describe('joinPages', () => {
  it('sets meters one after the other and adds their counts, not those of the site', () => {
    const joined = joinPages([
      page,
      { ...page, settled: false, meters: [meter('c', 'complete')], next: null },
    ]);
    expect(joined?.meters.map(({ meter: code }) => code)).toEqual(['b', 'a', 'c']);
    expect(joined).toMatchObject({ settled: false, next: null });
    expect(joined?.days[0]).toMatchObject({ complete: 2, missing: 2, received: 10, rejected: 1 });
    expect(joinPages([])).toBeNull();
  });
});
