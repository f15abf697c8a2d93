import type { MethodRecord } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { editionOf } from './edition';

const method = (id: string, validFrom: string | null): MethodRecord =>
  ({ id, validFrom }) as unknown as MethodRecord;
const METHODS = [
  method('GB/T 32150-2025', '2026-07-01'),
  method('GB/T 32150-2015', '2016-06-01'),
  method('ISO 14064-1:2018', '2018-12-01'),
];

it.each([
  [2027, 'GB/T 32150-2025'],
  [2026, 'GB/T 32150-2025'],
  [2025, 'GB/T 32150-2015'],
  [2012, 'GB/T 32150-2015'],
])('a report of %i takes %s', (year, id) => {
  expect(editionOf(METHODS, year)?.id).toBe(id);
});

it('waits until the methods are known', () => {
  expect(editionOf([], 2026)).toBeNull();
});
