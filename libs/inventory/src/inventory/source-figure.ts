import {
  AccountingError,
  energyContent,
  sourceEmissions,
  sumEmissions,
  type EmissionTerm,
} from '@zerofab/accounting';
import { scopeOf, type CalculationPart, type InventorySource } from '@zerofab/contracts';
import { FactorError, lookupEnergyCoefficient, type UsedFactor } from '@zerofab/factors';
import { isoIn, yearOf } from '@zerofab/telemetry';
import { decimalText, ExactDecimal, UnitError, type Bilingual } from '@zerofab/units';
import type { SourceDefinition } from '../sources/source.store.js';
import { totalActivity, type Activity, type ActivityPeriod } from './activity.js';
import { chooseFactors } from './choose-factors.js';

/** What a source's figure depends on besides its activity data. */
export interface FigureContext {
  readonly zone: string;
  readonly gridRegion: string | null;
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly nowMs: number;
}

export type SourceFigure = Pick<
  InventorySource,
  | 'status'
  | 'reason'
  | 'factors'
  | 'gases'
  | 'tco2e'
  | 'exact'
  | 'estimatedTco2e'
  | 'energy'
  | 'parts'
  | 'trace'
>;

const NO_DATA: Bilingual = { zh: '该时段没有活动数据', en: 'There is no activity data in this span' };

/** Errors that say why a figure cannot be given; anything else is a fault of ours and goes on. */
export const reasonOf = (error: unknown): Bilingual => {
  if (error instanceof FactorError || error instanceof AccountingError || error instanceof UnitError)
    return error.text;
  throw error;
};

const missing = (reason: Bilingual): SourceFigure => ({
  status: 'missing',
  reason,
  factors: [],
  gases: [],
  tco2e: null,
  exact: null,
  estimatedTco2e: 0,
  energy: null,
  parts: [],
  trace: null,
});

/** Periods of one local calendar year: factors are chosen per accounting year. */
const byYear = (periods: readonly ActivityPeriod[], zone: string): [number, ActivityPeriod[]][] => {
  const years = new Map<number, ActivityPeriod[]>();
  for (const period of periods) {
    const year = yearOf(period.span.fromMs, zone);
    years.set(year, [...(years.get(year) ?? []), period]);
  }
  return [...years];
};

const factorsFor = (source: SourceDefinition, year: number, context: FigureContext): readonly UsedFactor[] =>
  chooseFactors({
    category: source.category,
    choice: source.factor,
    gridRegion: context.gridRegion,
    accountingYear: year,
    asOf: context.asOf,
    sourceVersion: source.version,
  });

const sameFactors = (a: readonly UsedFactor[], b: readonly UsedFactor[]): boolean =>
  a.length === b.length &&
  a.every((factor, index) => factor.id === b[index]?.id && factor.value === b[index]?.value);

/** Stretches that share one set of factors; neighbouring years with the same factors are one calculation. */
const stretches = (
  source: SourceDefinition,
  periods: readonly ActivityPeriod[],
  context: FigureContext,
): { factors: readonly UsedFactor[]; periods: ActivityPeriod[] }[] => {
  const parts: { factors: readonly UsedFactor[]; periods: ActivityPeriod[] }[] = [];
  for (const [year, ofYear] of byYear(periods, context.zone)) {
    if (ofYear.every((period) => period.value === null)) continue;
    const factors = factorsFor(source, year, context);
    const last = parts.at(-1);
    if (last !== undefined && sameFactors(last.factors, factors)) last.periods.push(...ofYear);
    else parts.push({ factors, periods: [...ofYear] });
  }
  return parts;
};

const toPart = (
  source: SourceDefinition,
  unit: string,
  stretch: { factors: readonly UsedFactor[]; periods: readonly ActivityPeriod[] },
  context: FigureContext,
): CalculationPart => {
  const total = totalActivity(stretch.periods, context.nowMs);
  const activity = decimalText(total.value ?? new ExactDecimal(0));
  const { tco2e, trace } = sourceEmissions({
    category: source.category,
    sourceCode: source.code,
    activity: { value: activity, unit },
    factors: stretch.factors,
  });
  return {
    from: isoIn(stretch.periods[0]?.span.fromMs ?? 0, context.zone),
    to: isoIn(stretch.periods.at(-1)?.span.toMs ?? 0, context.zone),
    activity,
    activityUnit: unit,
    factors: [...stretch.factors],
    tco2e,
    trace,
  };
};

const carrierOf = (source: SourceDefinition): string | undefined => {
  if (source.category === 'purchasedElectricity') return 'electricity';
  if (source.category === 'purchasedHeat') return 'heat';
  return source.factor.kind === 'fuel' ? source.factor.fuel : undefined;
};

/** Energy content at calorific value; null where no coefficient fits the source's carrier and unit. */
const energyOf = (source: SourceDefinition, activity: string, unit: string): InventorySource['energy'] => {
  const carrier = carrierOf(source);
  if (carrier === undefined) return null;
  try {
    const set = source.factor.kind === 'fuel' ? source.factor.set : undefined;
    const coefficient = lookupEnergyCoefficient(carrier, set);
    return {
      ...energyContent({ sourceCode: source.code, activity: { value: activity, unit }, coefficient }),
      coefficient,
    };
  } catch (error) {
    reasonOf(error);
    return null;
  }
};

const partTerm = (part: CalculationPart, code: string): EmissionTerm => ({
  name: part.from.slice(0, 10),
  tco2e: part.tco2e,
  ref: code,
  trace: part.trace,
});

/**
 * The figure of one source: emissions per set of factors, their sum, energy content, factors and trace.
 * Where it cannot be given, `status` is missing and `reason` says why and what to do; never 0.
 */
export const sourceFigure = (
  source: SourceDefinition,
  activity: Activity,
  context: FigureContext,
): SourceFigure => {
  if (activity.problem !== null) return missing(activity.problem);
  const total = totalActivity(activity.periods, context.nowMs);
  if (total.value === null) return missing(NO_DATA);
  try {
    const parts = stretches(source, activity.periods, context).map((stretch) =>
      toPart(source, activity.unit, stretch, context),
    );
    const [only] = parts;
    const sum =
      parts.length === 1 && only !== undefined
        ? only
        : sumEmissions(parts.map((part) => partTerm(part, source.code)));
    const tonnes = Number(sum.tco2e);
    const estimatedShare = total.value.isZero() ? 0 : total.estimated.div(total.value).toNumber();
    const factors = new Map(
      parts.flatMap((part) => part.factors).map((factor) => [`${factor.id} ${factor.role}`, factor]),
    );
    return {
      status: 'ok',
      reason: null,
      factors: [...factors.values()],
      gases: [{ gas: 'CO2', tonnes, gwp: 1, tco2e: tonnes }],
      tco2e: tonnes,
      exact: sum.tco2e,
      estimatedTco2e: tonnes * estimatedShare,
      energy: energyOf(source, decimalText(total.value), activity.unit),
      parts,
      trace: sum.trace,
    };
  } catch (error) {
    return missing(reasonOf(error));
  }
};

export const sourceHead = (
  source: SourceDefinition,
): Pick<InventorySource, 'code' | 'name' | 'category' | 'scope' | 'facility' | 'sourceVersion'> => ({
  code: source.code,
  name: source.name,
  category: source.category,
  scope: scopeOf(source.category),
  facility: source.facility ?? null,
  sourceVersion: source.version,
});
