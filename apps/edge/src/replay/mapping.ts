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

/** Reads `register` or `register*scale`: it takes the only values of a file. @throws Error */
export const parseRegister = (text: string): ColumnMapping => {
  try {
    return parseMapping(`*=${text}`);
  } catch {
    throw new Error(`--register ${text}: give register or register*scale`);
  }
};

/** Reads `Column=value`: rows of another value are left out. @throws Error */
export const parseFilter = (text: string): { readonly column: string; readonly value: string } => {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--where ${text}: give Column=value`);
  return { column: text.slice(0, at), value: text.slice(at + 1) };
};
