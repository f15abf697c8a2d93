/** A CSV column that becomes a register's value, times a scale. */
export interface ColumnMapping {
  readonly column: string;
  readonly register: string;
  readonly scale: number;
}

/**
 * Reads `Column=register` or `Column=register*scale`. The column is what stands before the last `=`.
 * @throws Error that says what is expected
 */
export const parseMapping = (text: string): ColumnMapping => {
  const match = /^(.+)=([A-Za-z0-9_-]{1,64})(?:\*(-?\d+(?:\.\d+)?))?$/.exec(text);
  const [, column, register, scale] = match ?? [];
  if (column === undefined || register === undefined)
    throw new Error(`--map ${text}: give Column=register or Column=register*scale`);
  return { column, register, scale: scale === undefined ? 1 : Number(scale) };
};

/** The values of a row, or what is wrong with it. */
export const rowValues = (
  row: Readonly<Record<string, string>>,
  mappings: readonly ColumnMapping[],
): Record<string, number> | string => {
  const values: Record<string, number> = {};
  for (const { column, register, scale } of mappings) {
    const text = row[column];
    if (text === undefined)
      return `there is no column "${column}"; the file has: ${Object.keys(row).join(', ')}`;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value)) return `column "${column}" holds "${text}", not a number`;
    values[register] = scale === 1 ? value : value * scale;
  }
  return values;
};
