import { canonicalJson } from '@zerofab/audit';

/** Where two JSON values first differ; `path` such as `factors[0].value`. */
export interface ValueDifference {
  readonly path: string;
  readonly stated: string;
  readonly computed: string;
}

const MAX_SHOWN = 120;
const shown = (value: unknown): string => {
  if (value === undefined) return '—';
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keysOf = (a: object, b: object): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();

/** The first difference of two JSON values, in the order of their keys; undefined where they are the same. */
export const firstDifference = (
  stated: unknown,
  computed: unknown,
  path = '',
): ValueDifference | undefined => {
  if (Array.isArray(stated) && Array.isArray(computed)) {
    for (let at = 0; at < Math.max(stated.length, computed.length); at += 1) {
      const found = firstDifference(stated[at], computed[at], `${path}[${String(at)}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isRecord(stated) && isRecord(computed)) {
    for (const key of keysOf(stated, computed)) {
      const found = firstDifference(stated[key], computed[key], path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return Object.is(stated, computed) ? undefined : { path, stated: shown(stated), computed: shown(computed) };
};
