import type { ColumnMapping } from '@zerofab/meter-history';

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
