import { calculatedGases, sourceGases, sumEmissions } from '@zerofab/accounting';
import { convert, decimalText, ExactDecimal } from '@zerofab/units';
import type { UsedFactor, Bilingual } from '@zerofab/vocabulary';
import { isoIn, type Span } from '@zerofab/calendar';
import type { SourceFigure } from '../domain/figure.js';
import { type ActivityPeriod, totalActivity } from '../activity/activity.js';
import type { SourceActivityData } from '../activity/binding.js';
import type { FigureContext } from './figure-context.js';
import { type ChosenByYear, periodFactors } from './period-factors.js';
import { resolveInputs } from './formula-inputs.js';
import { type Worked, lineOf, ownLines, sumOfLines, warningsOf, gasLines, termsOf } from './gas-lines.js';
import { energyOf, type EnergyStretch } from './energy-of-source.js';
import { gridWarnings, partWarnings } from './figure-warnings.js';
import { reasonOf } from './reason.js';

const NO_DATA: Bilingual = { zh: '该时段没有活动数据', en: 'There is no activity data in this span' };

const missing = (reason: Bilingual): SourceFigure => ({
  status: 'missing',
  reason,
  factors: [],
  gases: [],
  tco2e: null,
  exact: null,
  estimatedTco2e: 0,
  energy: null,
  energyGap: null,
  parts: [],
  trace: null,
  warnings: [],
  terms: [],
});

interface Stretch {
  readonly factors: readonly UsedFactor[];
  readonly periods: ActivityPeriod[];
}

const keyOf = (factors: readonly UsedFactor[]): string =>
  factors.map(({ id, value, version }) => `${id} ${value} ${version}`).join();

const hasData = (data: SourceActivityData, period: ActivityPeriod): boolean =>
  period.value !== null ||
  [...data.inputs.values()].some(({ activity }) =>
    activity.periods.some((own) => own.span.fromMs === period.span.fromMs && own.value !== null),
  );

/** Periods of the source, of its own activity or of the streams of its formulas. */
const periodsOf = (data: SourceActivityData): readonly ActivityPeriod[] =>
  data.activity.periods.length > 0
    ? data.activity.periods
    : ([...data.inputs.values()].find(({ activity }) => activity.periods.length > 0)?.activity.periods ?? []);

/** From the first period of the source to its last. */
const spanOf = (data: SourceActivityData): Span => {
  const periods = periodsOf(data);
  const fromMs = periods[0]?.span.fromMs ?? 0;
  return { fromMs, toMs: periods.at(-1)?.span.toMs ?? fromMs + 1 };
};

/**
 * Stretches that share one set of factors: factors are chosen per accounting year, what the site measured per month;
 * neighbours with the same factors are one calculation.
 */
const stretches = (data: SourceActivityData, context: FigureContext): Stretch[] => {
  const parts: Stretch[] = [];
  const chosen: ChosenByYear = new Map();
  for (const period of periodsOf(data)) {
    if (!hasData(data, period)) continue;
    const factors =
      data.source.calculation === undefined
        ? periodFactors(data.source, period, context, chosen)
        : resolveInputs(data, { periods: [period] }, context).factors;
    const last = parts.at(-1);
    if (last !== undefined && keyOf(last.factors) === keyOf(factors)) last.periods.push(period);
    else parts.push({ factors, periods: [period] });
  }
  return parts;
};

/** Electricity of a stretch that the method counts as zero; undefined where there is none. */
const provenIn = (
  { source, activity }: SourceActivityData,
  stretch: Stretch,
  { proven }: FigureContext,
): string | undefined => {
  if (proven === undefined || source.category !== 'purchasedElectricity') return undefined;
  const mwh = stretch.periods.reduce((sum, { span, value }) => {
    const bought = value === null ? new ExactDecimal(0) : convert(decimalText(value), activity.unit, 'MWh');
    return sum.plus(proven(source.code, span, bought));
  }, new ExactDecimal(0));
  return mwh.isZero() ? undefined : decimalText(mwh);
};

const gasesOf = (data: SourceActivityData, stretch: Stretch, context: FigureContext) => {
  const { source } = data;
  const { category, calculation } = source;
  if (calculation === undefined) {
    const total = totalActivity(stretch.periods, context.nowMs);
    const activity = { value: decimalText(total.value ?? new ExactDecimal(0)), unit: data.activity.unit };
    const amounts = sourceGases({
      category,
      sourceCode: source.code,
      activity,
      factors: stretch.factors,
      gas: source.gas,
      provenMwh: provenIn(data, stretch, context),
    });
    return { amounts, factors: stretch.factors, formulaInputs: undefined };
  }
  const { inputs, own, factors } = resolveInputs(data, stretch, context);
  const formulas = calculation.formulas.map(({ id, gas }, index) => ({ id, gas, inputs: own[index] }));
  const formulaInputs = own.map((ofFormula) => ({ ...inputs, ...ofFormula }));
  return { amounts: calculatedGases(category, formulas, inputs), factors, formulaInputs };
};

const work = (
  data: SourceActivityData,
  stretch: Stretch,
  context: FigureContext,
): Worked & { readonly used: EnergyStretch } => {
  const { source } = data;
  const { amounts, factors, formulaInputs } = gasesOf(data, stretch, context);
  const lines = amounts.map((amount) => lineOf(amount, source, context.method, context.library));
  const own = ownLines(lines, source);
  const from = isoIn(stretch.periods[0]?.span.fromMs ?? 0, context.zone);
  const to = isoIn(stretch.periods.at(-1)?.span.toMs ?? 0, context.zone);
  const total = totalActivity(stretch.periods, context.nowMs);
  const activity = decimalText(total.value ?? new ExactDecimal(0));
  const used = { from, to, activity: { value: activity, unit: data.activity.unit }, factors, formulaInputs };
  if (own.length === 0) return { lines, from, part: null, used };
  const sum = sumOfLines(own, source.code);
  return {
    lines,
    from,
    used,
    part: {
      from,
      to,
      activity,
      activityUnit: data.activity.unit,
      factors: [...factors, ...lines.flatMap(({ gwp }) => (gwp === null ? [] : [gwp]))],
      tco2e: sum.tco2e,
      trace: sum.trace,
    },
  };
};

/**
 * The figure of one source under a method: emissions per set of factors and gas, their sum, energy content, factors
 * and trace. Where it cannot be given, `status` is missing and `reason` says why and what to do; never 0.
 */
export const sourceFigure = (data: SourceActivityData, context: FigureContext): SourceFigure => {
  const { source, activity } = data;
  if (activity.problem !== null) return missing(activity.problem);
  const total = totalActivity(activity.periods, context.nowMs);
  if (!periodsOf(data).some((period) => hasData(data, period))) return missing(NO_DATA);
  try {
    const worked = stretches(data, context).map((stretch) => work(data, stretch, context));
    if (worked.every(({ part }) => part === null)) {
      const [reason = NO_DATA] = warningsOf(worked, context.method, source);
      return { ...missing(reason), gases: gasLines(worked), warnings: [reason], outside: true };
    }
    const parts = worked.flatMap(({ part }) => part ?? []);
    const [only] = parts;
    const sum =
      parts.length === 1 && only !== undefined
        ? only
        : sumEmissions(
            parts.map((part) => ({
              name: part.from.slice(0, 10),
              tco2e: part.tco2e,
              ref: source.code,
              trace: part.trace,
            })),
          );
    const { energy, gap } = energyOf(
      source,
      worked.map(({ used }) => used),
      context.library,
    );
    const tonnes = Number(sum.tco2e);
    const amount = total.value ?? new ExactDecimal(0);
    const estimatedShare = amount.isZero() ? 0 : total.estimated.div(amount).toNumber();
    const factors = new Map(
      parts
        .flatMap((part) => part.factors)
        .map((factor) => [`${factor.id} ${factor.role} ${factor.version}`, factor]),
    );
    return {
      status: 'ok',
      reason: null,
      factors: [...factors.values()],
      gases: gasLines(worked),
      tco2e: tonnes,
      exact: sum.tco2e,
      estimatedTco2e: tonnes * estimatedShare,
      energy,
      energyGap: gap,
      parts,
      trace: sum.trace,
      warnings: [
        ...warningsOf(worked, context.method, source),
        ...gridWarnings(parts, context.asOf),
        ...partWarnings(source, spanOf(data), context.zone),
      ],
      terms: termsOf(worked, source),
    };
  } catch (error) {
    return missing(reasonOf(error));
  }
};
