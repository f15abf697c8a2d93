import { describe, expect, it } from 'vitest';
import { methodSlug, nationalEdition } from './national-edition.js';

const METHODS = [
  { id: 'GB/T 32150-2025', validFrom: '2026-07-01' },
  { id: 'GB/T 32150-2015', validFrom: '2016-06-01' },
  { id: 'ISO 14064-1:2018', validFrom: '2018-12-01' },
];

describe('the edition of a report', () => {
  it.each([
    [2027, 'GB/T 32150-2025'],
    [2026, 'GB/T 32150-2025'],
    [2025, 'GB/T 32150-2015'],
    [2012, 'GB/T 32150-2015'],
  ])('of %i is %s', (year, id) => {
    expect(nationalEdition(METHODS, `${String(year)}-12-31`)?.id).toBe(id);
  });

  it('waits until the methods are known', () => {
    expect(nationalEdition([], '2026-12-31')).toBeNull();
    expect(nationalEdition([{ id: 'ISO 14064-1:2018', validFrom: null }], '2026-12-31')).toBeNull();
  });
});

it.each([
  ['GB/T 32150-2025', 'GB-T-32150-2025'],
  ['ISO 14064-1:2018', 'ISO-14064-1-2018'],
  ['GHG Protocol (market-based)', 'GHG-Protocol-market-based'],
])('%s in a file name is %s', (id, slug) => {
  expect(methodSlug(id)).toBe(slug);
});
