import type { Inventory } from '@zerofab/contracts';
import { hashOf } from '@zerofab/records';

/** A fingerprint of the figures of an inventory: its total, and a hash over the exact figure of each source. */
export const figuresPrint = ({
  exact,
  method,
  sources,
}: Inventory): { readonly total: string | null; readonly sha256: string } => ({
  total: exact.total,
  sha256: hashOf({
    method: method.id,
    exact,
    sources: sources.map(({ code, status, exact: own, activity }) => [code, status, own, activity.exact]),
  }),
});
