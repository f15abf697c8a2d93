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

const energyOf = (curve: readonly (number | null)[]): number =>
  curve.reduce<number>((sum, kw) => sum + (kw ?? 0), 0);

/** Units by their use of yesterday, the largest first: an order that does not jump while one looks. */
export function byUse(units: Overview['units']): Overview['units'] {
  const size = (unit: Overview['units'][number]): number =>
    Math.max(energyOf(unit.yesterday), energyOf(unit.today));
  return [...units].sort((a, b) => size(b) - size(a));
}

/** Power of several units, kW; null when none of them is known. */
export function totalPower(units: Overview['units']): number | null {
  const known = units.flatMap((unit) => (unit.nowKw === null ? [] : [unit.nowKw]));
  return known.length === 0 ? null : known.reduce((sum, kw) => sum + kw, 0);
}
