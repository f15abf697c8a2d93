import type { Bilingual } from '@zerofab/vocabulary';

/** A CSV column that becomes a register's value, times a scale. */
export interface ColumnMapping {
  readonly column: string;
  readonly register: string;
  readonly scale: number;
}

/** The values of a row, or what is wrong with it. */
export const rowValues = (
  row: (column: string) => string,
  mappings: readonly ColumnMapping[],
): Record<string, number> | Bilingual => {
  const values: Record<string, number> = {};
  for (const { column, register, scale } of mappings) {
    const text = row(column);
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value))
      return {
        zh: `“${column}”列的“${text}”不是数字`,
        en: `column "${column}" holds "${text}", not a number`,
      };
    values[register] = scale === 1 ? value : value * scale;
  }
  return values;
};
