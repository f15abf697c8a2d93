import { resolveInstant, resolveSpan } from '@zerofab/calendar';
import type { InventoryQuery } from '@zerofab/contracts';
import type { InventoryQuestion } from '@zerofab/inventory';
import type { SiteEntity } from '@zerofab/telemetry';
import { limitSpan } from '../load/span-limits.js';

/** Times as the site means them. What was believed on a day also takes the factors published by then. */
export const questionOf = (
  { timezone }: SiteEntity,
  query: Pick<InventoryQuery, 'from' | 'to' | 'method' | 'gwp' | 'asOf' | 'knownAt'>,
): InventoryQuestion => {
  const knownAtMs =
    query.knownAt === undefined ? undefined : resolveInstant(query.knownAt, timezone, 'knownAt');
  return {
    span: limitSpan(resolveSpan(query.from, query.to, timezone), 'inventory'),
    method: query.method,
    gwp: query.gwp,
    asOfMs: query.asOf === undefined ? knownAtMs : resolveInstant(query.asOf, timezone, 'asOf'),
    knownAtMs,
    nowMs: Date.now(),
  };
};
