import type { Overview } from '@zerofab/contracts';

/** How one unit's electricity differs from the same hours of yesterday, kWh. */
export interface UnitChange {
  readonly meter: string;
  readonly name: Overview['units'][number]['name'];
  readonly today: number;
  readonly yesterday: number;
  readonly delta: number;
  /** delta / yesterday; null when yesterday was 0. */
  readonly share: number | null;
}

/** Units with data on both days, largest change first. A unit without one of them cannot be compared and is left out. */
export function changesOf(units: Overview['units']): readonly UnitChange[] {
  return units
    .flatMap(({ meter, name, todayKwh, yesterdaySameTimeKwh }) => {
      if (todayKwh === null || yesterdaySameTimeKwh === null) return [];
      const delta = todayKwh - yesterdaySameTimeKwh;
      const share = yesterdaySameTimeKwh === 0 ? null : delta / yesterdaySameTimeKwh;
      return [{ meter, name, today: todayKwh, yesterday: yesterdaySameTimeKwh, delta, share }];
    })
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

/** The changes in one; null when no unit can be compared. */
export function totalChange(
  changes: readonly UnitChange[],
): { readonly delta: number; readonly share: number | null } | null {
  if (changes.length === 0) return null;
  const delta = changes.reduce((sum, change) => sum + change.delta, 0);
  const before = changes.reduce((sum, change) => sum + change.yesterday, 0);
  return { delta, share: before === 0 ? null : delta / before };
}
