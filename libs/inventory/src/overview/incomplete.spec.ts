import type { Overview } from '@zerofab/contracts';
import type { SourceDefinition } from '@zerofab/figures';
import { describe, expect, it } from 'vitest';
import { incompleteItems } from './incomplete.js';

const diesel = { code: 'diesel', name: { zh: '柴油', en: 'Diesel' } };
const period = (complete: boolean, coverage: number, missing: (typeof diesel)[] = []) =>
  ({ complete, coverage, missing }) as Overview['today'];
const whole = period(true, 1);
const sources = [{ code: 'diesel' } as SourceDefinition];

describe('what keeps an inventory from being complete', () => {
  it('is nothing where all spans are whole', () => {
    expect(incompleteItems(sources, { today: whole, month: whole, year: whole })).toEqual([]);
  });

  it('is that there is no source at all', () => {
    const [item] = incompleteItems([], { today: whole, month: whole, year: whole });
    expect(item).toMatchObject({ kind: 'source-missing', subject: { zh: '尚无排放源' } });
  });

  it('names a missing source once, by the longest span, and heavier for the year', () => {
    const gone = period(false, 0.7, [diesel]);
    const items = incompleteItems(sources, { today: gone, month: gone, year: gone });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ severity: 'warning', subject: diesel.name });
    expect(items[0]?.detail.en).toContain('No data this year');
    const [month] = incompleteItems(sources, { today: gone, month: gone, year: whole });
    expect(month).toMatchObject({ severity: 'info' });
    expect(month?.detail.zh).toContain('本月尚无数据');
  });

  it('tells the coverage where every source has a figure, rounded down', () => {
    const items = incompleteItems(sources, { today: whole, month: whole, year: period(false, 0.99987) });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: 'low-coverage', severity: 'info' });
    expect(items[0]?.detail.en).toContain('99.9 %');
  });
});
