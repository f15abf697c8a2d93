import { FactorNotFoundError } from '@zerofab/factors';
import type { UsedFactor } from '@zerofab/vocabulary';
import { dayLabel, monthLabel, yearOf } from '@zerofab/calendar';
import { factorIn } from '../domain/dated-factor.js';
import type { FactorChoice, SourceDefinition, FactorStep } from '../domain/source.js';
import type { FigureContext } from './figure-context.js';
import { chooseFactors } from './choose-factors.js';
import type { ActivityPeriod } from '../activity/activity.js';

/** Factors already chosen for a source, by accounting year and grid region: a year of months asks once. */
export type ChosenByYear = Map<string, readonly UsedFactor[]>;

const ofYear = (
  source: SourceDefinition,
  choice: FactorStep,
  { span }: ActivityPeriod,
  context: FigureContext,
  chosen: ChosenByYear,
): readonly UsedFactor[] => {
  const year = yearOf(span.fromMs, context.zone);
  const gridRegion = context.gridRegionAt(span.fromMs);
  const key = `${String(year)} ${gridRegion ?? '-'} ${JSON.stringify(choice)}`;
  const factors = chosen.get(key) ?? choose(source, choice, { year, gridRegion }, context);
  chosen.set(key, factors);
  return factors;
};

const choose = (
  source: SourceDefinition,
  choice: FactorStep,
  { year, gridRegion }: { readonly year: number; readonly gridRegion: string | null },
  context: FigureContext,
): readonly UsedFactor[] => {
  const { gridFrom } = context;
  return chooseFactors({
    category: source.category,
    choice,
    gridRegion,
    accountingYear: year,
    asOf: context.asOf,
    sourceVersion: source.version,
    // Under its own method a source keeps the rule it chose.
    grid: gridFrom.id === source.method ? undefined : gridFrom.grid,
    residual: context.method.greenPower.restOfGrid === 'residual',
    combustionGases: context.method.combustionCh4N2o,
    library: context.library,
  });
};

/** What was not to be had on the rungs above, said with the factor that is used instead. */
export const afterMissing = (factor: UsedFactor, missed: readonly FactorNotFoundError[]): UsedFactor => {
  if (missed.length === 0) return factor;
  const { choice } = factor;
  return {
    ...factor,
    choice: {
      how: choice.how === 'exact' ? 'default' : choice.how,
      rule: `ladder:${choice.rule}`,
      why: {
        zh: `${choice.why.zh}。因子阶梯上一级不可得：${missed.map(({ text }) => text.zh).join('；')}`,
        en: `${choice.why.en}. Not to be had higher on the ladder: ${missed.map(({ text }) => text.en).join(' ')}`,
      },
    },
  };
};

/** The first of several ways to a value that leads to one; only "there is none" leads on, every other error counts. */
export const firstOf = <T>(ways: readonly (() => T)[]): { found: T; missed: FactorNotFoundError[] } => {
  const missed: FactorNotFoundError[] = [];
  for (const way of ways) {
    try {
      return { found: way(), missed };
    } catch (error) {
      if (!(error instanceof FactorNotFoundError)) throw error;
      missed.push(error);
    }
  }
  throw missed.at(-1) ?? new RangeError('a ladder without steps');
};

/** Roles of a fuel's parameters, each with the site parameter that may stand in for the set's value. */
const measuredRoles = ({ measured }: Extract<FactorStep, { kind: 'fuel' }>): [string, string][] =>
  Object.entries(measured ?? {}).flatMap(([role, code]) => (code === undefined ? [] : [[role, code]]));

/** A fuel's set, with what the site measured in that period in place of the set's defaults. */
const withMeasured = (
  choice: Extract<FactorStep, { kind: 'fuel' }>,
  ofSet: readonly UsedFactor[],
  { span }: ActivityPeriod,
  { parameters }: FigureContext,
): readonly UsedFactor[] =>
  measuredRoles(choice).reduce<readonly UsedFactor[]>((factors, [role, code]) => {
    const standard = factors.filter((factor) => factor.role === role);
    const { found, missed } = firstOf<readonly UsedFactor[]>([
      () => parameters(code, span).factors.map((used) => ({ ...used, role })),
      () => {
        if (standard.length > 0) return standard;
        throw new FactorNotFoundError({ zh: role, en: role }, '-', '-', {
          zh: '所选参数集不含该参数',
          en: 'The set in use does not hold this parameter.',
        });
      },
    ]);
    const used = found.map((factor) => afterMissing(factor, missed));
    return [...factors.filter((factor) => factor.role !== role), ...used];
  }, ofSet);

const ofStep = (
  source: SourceDefinition,
  step: FactorStep,
  period: ActivityPeriod,
  context: FigureContext,
  chosen: ChosenByYear,
): readonly UsedFactor[] => {
  if (step.kind === 'parameter')
    return context
      .parameters(step.code, period.span)
      .factors.map((used) => ({ ...used, role: 'emissionFactor' }));
  const factors = ofYear(source, step, period, context, chosen);
  return step.kind === 'fuel' ? withMeasured(step, factors, period, context) : factors;
};

/** The rest of purchased electricity under a market-based method: its residual factor, never the average in its place. */
const ofRest = (
  source: SourceDefinition,
  choice: FactorChoice,
  period: ActivityPeriod,
  context: FigureContext,
  chosen: ChosenByYear,
): readonly UsedFactor[] => {
  const step = source.residual ?? (choice.kind === 'grid' ? choice : undefined);
  if (step !== undefined) return ofStep(source, step, period, context, chosen);
  throw new FactorNotFoundError(
    { zh: '剩余电力因子（市场法）', en: 'residual electricity factor (market-based)' },
    '-',
    dayLabel(period.span.fromMs, context.zone),
    {
      zh: '该源采用自选的平均因子，不能代替剩余因子；请在排放源中给出剩余因子（residual）及其来源，或改用电网因子规则',
      en: 'The source takes an average factor of its own, which is no residual one; give the source a residual factor with its source (residual), or let it take the grid factor by rule.',
    },
  );
};

/**
 * The factors of a source for one of its periods: by accounting year, and, where the site measures, by what it measured
 * in that period. A ladder takes the first step that has a value and says what was missing above it.
 * Source: order of choice in GB/T 32150-2025 7.4: measured before supplied before default.
 * @throws FactorError that says what to do
 */
export const periodFactors = (
  source: SourceDefinition,
  period: ActivityPeriod,
  context: FigureContext,
  chosen: ChosenByYear,
): readonly UsedFactor[] => {
  const { factor, residual } = factorIn(source, monthLabel(period.span.fromMs, context.zone));
  if (factor === null) return [];
  if (source.category === 'purchasedElectricity' && context.method.greenPower.restOfGrid === 'residual')
    return ofRest({ ...source, residual }, factor, period, context, chosen);
  if (factor.kind !== 'ladder') return ofStep(source, factor, period, context, chosen);
  const { found, missed } = firstOf(
    factor.steps.map((step) => () => ofStep(source, step, period, context, chosen)),
  );
  return found.map((used) => afterMissing(used, missed));
};
