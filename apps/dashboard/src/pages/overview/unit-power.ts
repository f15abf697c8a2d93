import type { Overview } from '@zerofab/contracts';

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
