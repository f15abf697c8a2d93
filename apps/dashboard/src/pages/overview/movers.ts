import type { SiteMovers } from '@zerofab/contracts';

type Item = SiteMovers['items'][number];

/** How one unit or source differs from the span compared with, in the unit that the card goes by. */
export interface Change extends Item {
  readonly delta: number;
  /** delta / before; null when that was 0. */
  readonly share: number | null;
}

/** Tonnes where anything has tonnes, else kWh. */
const unitOf = (items: readonly Item[]): 'tco2e' | 'kwh' =>
  items.some(({ tco2e }) => tco2e !== null) ? 'tco2e' : 'kwh';

/** Changes by the unit of the card, the largest first; what has no figure in it is left out. */
export function changesOf(items: readonly Item[]): readonly Change[] {
  const unit = unitOf(items);
  return items
    .flatMap((item): Change[] => {
      const both = item[unit];
      if (both === null) return [];
      const delta = both.now - both.before;
      return [{ ...item, delta, share: both.before === 0 ? null : delta / Math.abs(both.before) }];
    })
    .toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

/** The changes in one; null when nothing can be compared. */
export function totalChange(changes: readonly Change[]): {
  readonly unit: 'tco2e' | 'kwh';
  readonly delta: number;
  readonly share: number | null;
} | null {
  if (changes.length === 0) return null;
  const unit = unitOf(changes);
  const delta = changes.reduce((sum, change) => sum + change.delta, 0);
  const before = changes.reduce((sum, change) => sum + (change[unit]?.before ?? 0), 0);
  return { unit, delta, share: before === 0 ? null : delta / Math.abs(before) };
}
