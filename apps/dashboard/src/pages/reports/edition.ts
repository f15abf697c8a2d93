import type { MethodRecord } from '@zerofab/contracts';

/**
 * The edition of GB/T 32150 in force at the end of a year, as the server's report takes it by default; null where the
 * methods are not known yet.
 */
export const editionOf = (methods: readonly MethodRecord[], year: number): MethodRecord | null => {
  const editions = methods
    .filter(({ id }) => id.startsWith('GB/T 32150'))
    .toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1));
  return (
    editions.find(({ validFrom }) => (validFrom ?? '') <= `${String(year)}-12-31`) ?? editions.at(-1) ?? null
  );
};
