/** A leaf of a record that is not the same in two versions of it; null where one has none. */
export interface Change {
  readonly path: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const leaves = (value: unknown, path: readonly string[], into: Map<string, Leaf>): Map<string, Leaf> => {
  if (isObject(value)) for (const [key, part] of Object.entries(value)) leaves(part, [...path, key], into);
  // JSON.stringify, because a key may hold a dot.
  else if (value !== undefined && value !== null)
    into.set(JSON.stringify(path), { path, text: textOf(value) });
  return into;
};
interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * What differs between two versions of a record, leaf by leaf in the order of the record: changed and new leaves
 * first, then those that are gone. An absent field and null are the same: both mean that nothing is given.
 */
export const diffRecords = (before: unknown, after: unknown): Change[] => {
  const old = leaves(before, [], new Map());
  const now = leaves(after, [], new Map());
  const changed = [...now].flatMap(([key, { path, text }]): Change[] => {
    const was = old.get(key)?.text ?? null;
    return was === text ? [] : [{ path, before: was, after: text }];
  });
  const gone = [...old].flatMap(([key, { path, text }]): Change[] =>
    now.has(key) ? [] : [{ path, before: text, after: null }],
  );
  return [...changed, ...gone];
};
