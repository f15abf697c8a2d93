import { isoIn } from '@zerofab/calendar';
import type { SiteMovers } from '@zerofab/contracts';
import { moversOf, type SpanFigure } from '@zerofab/figures';
import { NO_SUCH_DAY } from './period-view.js';
import type { Pair } from './span-pairs.js';

export type { SiteMovers };

/** Marks a figure as of a unit's meter: meters and sources may share a code. */
export const UNIT = 'unit ';

const kindOf = (marked: string): { readonly kind: 'unit' | 'source'; readonly code: string } =>
  marked.startsWith(UNIT)
    ? { kind: 'unit', code: marked.slice(UNIT.length) }
    : { kind: 'source', code: marked };

/** Shapes what moved for the HTTP contract. */
export const toMovers = (
  now: readonly SpanFigure[],
  before: readonly SpanFigure[],
  pair: Pair,
  nowMs: number,
  zone: string,
): Omit<SiteMovers, 'timezone'> => {
  const { items, leftOut } = moversOf(now, before);
  return {
    from: isoIn(pair.now.fromMs, zone),
    to: isoIn(Math.min(pair.now.toMs, Math.max(nowMs, pair.now.fromMs)), zone),
    comparedFrom: isoIn(pair.before.fromMs, zone),
    comparedTo: isoIn(pair.before.toMs, zone),
    reason: pair.comparable ? null : NO_SUCH_DAY.reason,
    items: items.map(({ code, ...rest }) => ({ ...kindOf(code), ...rest })),
    leftOut: pair.comparable ? leftOut.map(({ code, name }) => ({ ...kindOf(code), name })) : [],
  };
};
