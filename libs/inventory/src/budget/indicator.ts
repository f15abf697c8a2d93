import type { SourceDefinition } from '@zerofab/figures';
import { mainRegister } from '@zerofab/metering';
import type { MeterEntity, RegisterEntity, SiteEntity } from '@zerofab/telemetry';
import { findUnit } from '@zerofab/units';
import { CARRIER_LABELS, CARRIERS, refusedField, type Bilingual, type Carrier } from '@zerofab/vocabulary';

/** What a budget is of: emissions, energy, a carrier by its top meters, or an emission source by its activity data. */
type IndicatorOf =
  | { readonly kind: 'tce' | 'tco2e' }
  | { readonly kind: 'carrier'; readonly counted: readonly Counted[] }
  | { readonly kind: 'source'; readonly source: SourceDefinition };

/** A meter with the register that counts it. */
export interface Counted {
  readonly meter: MeterEntity;
  readonly register: RegisterEntity;
}

export interface Indicator {
  readonly id: string;
  readonly name: Bilingual;
  /** Unit in which it is read; a budget in another unit of the dimension is converted. */
  readonly unit: string;
  readonly of: IndicatorOf;
}

/** Codes of a unit and of all units below it. */
const unitTree = ({ units }: SiteEntity, code: string): ReadonlySet<string> => {
  const within = new Set([code]);
  for (let grown = true; grown;) {
    const more = units.filter(
      ({ code: own, parent }) => parent !== null && within.has(parent) && !within.has(own),
    );
    for (const { code: own } of more) within.add(own);
    grown = more.length > 0;
  }
  return within;
};

/** Meters of a carrier, of the site or of a unit, none of them below another: they count nothing twice. */
const topMeters = (
  site: SiteEntity,
  meters: readonly MeterEntity[],
  carrier: Carrier,
  siteUnit: string | null,
): MeterEntity[] => {
  const within = siteUnit === null ? null : unitTree(site, siteUnit);
  const own = meters.filter(
    (meter) =>
      meter.carrier === carrier && (within === null || (meter.unit !== null && within.has(meter.unit))),
  );
  const ids = new Set(own.map(({ id }) => id));
  const byId = new Map(meters.map((meter) => [meter.id, meter]));
  const isBelow = (meter: MeterEntity): boolean => {
    for (let up = meter.parentId; up !== null; up = byId.get(up)?.parentId ?? null)
      if (ids.has(up)) return true;
    return false;
  };
  return own.filter((meter) => !isBelow(meter));
};

const countedOf = (meters: readonly MeterEntity[]): Counted[] => {
  const all = meters.flatMap((meter): Counted[] => {
    const register = mainRegister({ registers: meter.registers.filter(({ retired }) => !retired) });
    return register === undefined || register.kind === 'gauge' ? [] : [{ meter, register }];
  });
  const dimension = findUnit(all[0]?.register.unit ?? '')?.dimension;
  return all.filter(({ register }) => findUnit(register.unit)?.dimension === dimension);
};

const suffix = (site: SiteEntity, siteUnit: string | null): Bilingual => {
  if (siteUnit === null) return { zh: '', en: '' };
  const unit = site.units.find(({ code }) => code === siteUnit);
  if (unit === undefined)
    throw refusedField('unknown-site-unit', 'siteUnit', {
      zh: `没有用能单元“${siteUnit}”`,
      en: `there is no unit "${siteUnit}" at this site`,
    });
  return { zh: ` · ${unit.name.zh}`, en: ` · ${unit.name.en}` };
};

const carrierOf = (
  id: string,
  site: SiteEntity,
  meters: readonly MeterEntity[],
  siteUnit: string | null,
): Indicator => {
  const carrier = CARRIERS.find((each) => id === `carrier:${each}`);
  const counted = carrier === undefined ? [] : countedOf(topMeters(site, meters, carrier, siteUnit));
  const [first] = counted;
  if (carrier === undefined || first === undefined)
    throw refusedField('validation', 'indicator', {
      zh: `没有“${id.slice(8)}”的累计计量器具${siteUnit === null ? '' : `属于单元“${siteUnit}”`}；请先登记计量器具，或改用 source:`,
      en: `no meter counts "${id.slice(8)}"${siteUnit === null ? '' : ` in the unit "${siteUnit}"`}; record the meter first, or take source:`,
    });
  const label = CARRIER_LABELS[carrier];
  const unit = suffix(site, siteUnit);
  return {
    id,
    name: { zh: `${label.zh}${unit.zh}`, en: `${label.en}${unit.en}` },
    unit: first.register.unit,
    of: { kind: 'carrier', counted },
  };
};

/** Unit of the activity data of a source: its own, or that of the first register it is bound to. */
const unitOfSource = ({ activity }: SourceDefinition, meters: readonly MeterEntity[]): string | undefined => {
  if (activity.kind !== 'meters') return activity.unit;
  const [bound] = activity.registers;
  return meters
    .find(({ code }) => code === bound?.meter)
    ?.registers.find(({ code }) => code === bound?.register)?.unit;
};

const TOTALS: Readonly<Record<'tce' | 'tco2e', { readonly name: Bilingual; readonly unit: string }>> = {
  tce: { name: { zh: '综合能耗（当量值）', en: 'Comprehensive energy (calorific)' }, unit: 'tce' },
  tco2e: { name: { zh: '排放量', en: 'Emissions' }, unit: 'tCO2e' },
};

/**
 * Reads the indicator of a budget.
 * @throws RefusedError naming the field: an unknown carrier, source or unit of the site
 */
export const indicatorOf = (
  id: string,
  site: SiteEntity,
  meters: readonly MeterEntity[],
  sources: readonly SourceDefinition[],
  siteUnit: string | null,
): Indicator => {
  if (id.startsWith('carrier:')) return carrierOf(id, site, meters, siteUnit);
  if (siteUnit !== null)
    throw refusedField('validation', 'siteUnit', {
      zh: '用能单元的预算按能源品种编制（carrier:）；综合能耗和排放量属于全厂',
      en: 'a budget of a unit is of a carrier (carrier:); energy and emissions are of the whole site',
    });
  if (id === 'tce' || id === 'tco2e') return { id, ...TOTALS[id], of: { kind: id } };
  const source = sources.find(({ code }) => id === `source:${code}`);
  const unit = source === undefined ? undefined : unitOfSource(source, meters);
  if (source === undefined || unit === undefined)
    throw refusedField('validation', 'indicator', {
      zh: `没有带活动数据的排放源“${id.slice(7)}”`,
      en: `there is no emission source "${id.slice(7)}" with activity data`,
    });
  return { id, name: source.name, unit, of: { kind: 'source', source } };
};
