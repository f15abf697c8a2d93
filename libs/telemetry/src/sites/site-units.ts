import { refusedField } from '@zerofab/vocabulary';
import type { EntityManager } from 'typeorm';
import { SiteEntity, type MeterEntity, type SiteUnitRow } from './entities.js';

/** Whether following the parents of a unit leads back to it. */
const goesInCircles = (unit: SiteUnitRow, byCode: ReadonlyMap<string, SiteUnitRow>): boolean => {
  const seen = new Set<string>();
  for (
    let at: SiteUnitRow | undefined = unit;
    at !== undefined;
    at = at.parent === null ? undefined : byCode.get(at.parent)
  ) {
    if (seen.has(at.code)) return true;
    seen.add(at.code);
  }
  return false;
};

/**
 * Units of a site fit together, and no meter loses its own.
 * @throws RefusedError invalid
 */
export const checkUnits = (
  units: readonly SiteUnitRow[],
  meters: readonly Pick<MeterEntity, 'code' | 'unit'>[],
): void => {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  for (const [position, unit] of units.entries()) {
    const field = `items.${String(position)}.parent`;
    if (unit.parent !== null && !byCode.has(unit.parent))
      throw refusedField('unknown-parent-unit', field, {
        zh: `没有用能单元“${unit.parent}”；请先在列表中加入上级单元`,
        en: `there is no unit "${unit.parent}"; add the parent to the list first`,
      });
    if (goesInCircles(unit, byCode))
      throw refusedField('circular-units', field, {
        zh: `“${unit.code}”不能是自己的上级；请另选上级单元`,
        en: `"${unit.code}" cannot be its own parent; choose another one`,
      });
  }
  const orphan = meters.find((meter) => meter.unit !== null && !byCode.has(meter.unit));
  if (orphan === undefined) return;
  throw refusedField('unit-in-use', 'items', {
    zh: `计量表“${orphan.code}”仍属于用能单元“${orphan.unit ?? ''}”；请先为该表另选单元`,
    en: `meter "${orphan.code}" still belongs to unit "${orphan.unit ?? ''}"; give the meter another unit first`,
  });
};

/** @throws RefusedError invalid for a unit the site does not have */
export const checkUnitOfMeter = async (
  manager: EntityManager,
  siteId: number,
  unit: string | null,
): Promise<void> => {
  if (unit === null) return;
  const site = await manager.findOneByOrFail(SiteEntity, { id: siteId });
  if (site.units.some(({ code }) => code === unit)) return;
  throw refusedField('unknown-site-unit', 'unit', {
    zh: `该站点没有用能单元“${unit}”；请先建立单元，或留空`,
    en: `there is no unit "${unit}" at this site; create it first, or leave it out`,
  });
};
