import { resolveInstant } from '@zerofab/calendar';

/** Which records a page asks for. */
interface PageQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What a store is asked for: one more than the page holds tells whether there is another. */
export const pageAsked = ({ from, to, cursor, limit }: PageQuery, zone: string) => ({
  fromMs: from === undefined ? undefined : resolveInstant(from, zone, 'from'),
  toMs: to === undefined ? undefined : resolveInstant(to, zone, 'to'),
  after: cursor,
  limit: limit + 1,
});

/** A page of what was found, and from where to go on; null at the end. */
export const pageOf = <Entry extends { readonly id: string }, View>(
  found: readonly Entry[],
  limit: number,
  view: (entry: Entry) => View,
): { items: View[]; next: string | null } => {
  const items = found.slice(0, limit);
  return { items: items.map(view), next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
};
