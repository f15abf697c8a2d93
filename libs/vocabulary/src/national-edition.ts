/** A method of accounting, as far as it says from when it is in force. */
interface Dated {
  readonly id: string;
  /** YYYY-MM-DD; null where not known. */
  readonly validFrom: string | null;
}

/**
 * The edition of the national general rules (GB/T 32150) in force on the last day of a period; before the first edition,
 * that one. Null where none is among the methods.
 * @param lastDay YYYY-MM-DD
 */
export const nationalEdition = <M extends Dated>(methods: readonly M[], lastDay: string): M | null => {
  const editions = methods
    .filter(({ id }) => id.startsWith('GB/T 32150'))
    .toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1));
  return editions.find(({ validFrom }) => (validFrom ?? '') <= lastDay) ?? editions.at(-1) ?? null;
};

/** A method as a part of a file name: `GB/T 32150-2025` becomes `GB-T-32150-2025`. */
export const methodSlug = (id: string): string =>
  id.replaceAll(/[^A-Za-z0-9.]+/g, '-').replaceAll(/^-|-$/g, '');
