const TTL_MS = 20_000;
const entries = new Map<string, { at: number; value: Promise<unknown> }>();

/**
 * Asks once for what several cards of a page need at the same moment: the same key within 20 s shares one answer.
 * A failed request is forgotten at once; `fresh` skips the store (retry, periodic refresh).
 */
export function cached<T>(key: string, load: () => Promise<T>, fresh = false): Promise<T> {
  const now = Date.now();
  const known = entries.get(key);
  if (!fresh && known !== undefined && now - known.at < TTL_MS) return known.value as Promise<T>;
  for (const [old, entry] of entries) if (now - entry.at >= TTL_MS) entries.delete(old);
  const value = load();
  entries.set(key, { at: now, value });
  value.catch(() => {
    if (entries.get(key)?.value === value) entries.delete(key);
  });
  return value;
}

/** Forgets every answer: another user, another site. */
export function forgetCached(): void {
  entries.clear();
}
