import { calculate, inputsOf, type GivenInput, type GivenInputs, type Method } from '@zerofab/accounting';
import { lookupLibraryFactor, type FactorLibrary } from '@zerofab/factors';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { UsedFactor } from '@zerofab/vocabulary';
import type { Span } from '@zerofab/calendar';
import type { SiteParameters } from './site-parameters.js';
import type { ActivityPeriod } from '../activity/activity.js';
import type { BoundActivity, SourceActivityData } from '../activity/binding.js';
import { MissingInput } from './reason.js';
import type { InputStep, InputBinding } from '../domain/source.js';
import { firstOf, afterMissing } from './period-factors.js';
import { formulaPath, pathOf } from '../domain/streams.js';

/** The inputs of a source's formulas over one stretch, and the factors among them. */
export interface ResolvedInputs {
  /** Those that the formulas share. */
  readonly inputs: GivenInputs;
  /** Those of each formula alone, in the order of the formulas. */
  readonly own: readonly GivenInputs[];
  readonly factors: readonly UsedFactor[];
}

/** Where the values of inputs come from. */
interface InputContext {
  readonly method: Method;
  readonly parameters: SiteParameters;
  readonly library: FactorLibrary;
}

interface Stretch {
  /** Which of the source's periods it is made of. */
  readonly periods: readonly ActivityPeriod[];
}

const factorInput = (factor: UsedFactor): GivenInput => ({
  value: factor.value,
  unit: factor.unit,
  origin: 'factor',
  ref: factor.id,
});

/** Sum of a stream over the stretch; a stream without data there is missing, not 0. */
const amountOf = (stream: string, data: BoundActivity, stretch: Stretch, source: string): GivenInput => {
  if (data.activity.problem !== null) {
    throw new MissingInput(stream, data.activity.problem.zh, data.activity.problem.en);
  }
  const starts = new Set(stretch.periods.map((period) => period.span.fromMs));
  const known = data.activity.periods.filter(
    (period) => starts.has(period.span.fromMs) && period.value !== null,
  );
  if (known.length === 0) {
    throw new MissingInput(
      stream,
      '该时段没有数据；请录入，确无发生的填 0',
      'there is no data in this span; enter it, and 0 where nothing occurred',
    );
  }
  const total = known.reduce((sum, period) => sum.plus(period.value ?? 0), new ExactDecimal(0));
  return {
    value: decimalText(total),
    unit: data.activity.unit,
    origin: 'activity',
    ref: stream === '' ? source : `${source}#${stream}`,
  };
};

const streamOf = (path: string, data: SourceActivityData, stretch: Stretch): GivenInput => {
  const amount = data.inputs.get(path);
  if (amount === undefined) throw new RangeError(`stream ${path} was not read`);
  return amountOf(path, amount, stretch, data.source.code);
};

const spanOf = ({ periods }: Stretch): Span => {
  const fromMs = periods[0]?.span.fromMs ?? 0;
  return { fromMs, toMs: periods.at(-1)?.span.toMs ?? fromMs };
};

/** Resolves bindings over a stretch, and gathers the factors that they take on the way. */
const resolverOf = (
  data: SourceActivityData,
  stretch: Stretch,
  { method, parameters, library }: InputContext,
) => {
  const factors: UsedFactor[] = [];
  const { source } = data;
  const use = (factor: UsedFactor): GivenInput => {
    factors.push(factor);
    return factorInput(factor);
  };

  const useParameter = (code: string, path: string): GivenInput => {
    const resolved = parameters(code, spanOf(stretch));
    factors.push(...resolved.factors.map((factor) => ({ ...factor, role: path })));
    return resolved.input;
  };

  const useLadder = (steps: readonly InputStep[], path: string): GivenInput => {
    const before = factors.length;
    const { found, missed } = firstOf(steps.map((step) => () => resolve(step, path)));
    for (const factor of factors.splice(before)) factors.push(afterMissing(factor, missed));
    return found;
  };

  const resolve = (binding: InputBinding, path: string): GivenInput => {
    switch (binding.kind) {
      case 'activity':
        return amountOf('', data, stretch, source.code);
      case 'meters':
      case 'manual':
      case 'stock':
        return streamOf(path, data, stretch);
      case 'factor':
        return use({ ...lookupLibraryFactor(binding.id, 'other', library), role: path });
      case 'parameter':
        return useParameter(binding.code, path);
      case 'value':
        return {
          value: binding.value,
          unit: binding.unit,
          origin: 'given',
          ref: `${source.code}: ${binding.source}`,
        };
      case 'ladder':
        return useLadder(binding.steps, path);
      case 'formula': {
        const inner = resolveAll(binding.inputs, path);
        const figure = calculate(binding.id, inputsOf(binding.id, { ...ofMethod(method), ...inner }));
        return { value: figure.value, unit: figure.unit, origin: 'formula', ref: path, trace: figure.trace };
      }
    }
  };
  const resolveAll = (bindings: Readonly<Record<string, InputBinding>>, parent: string): GivenInputs =>
    Object.fromEntries(
      Object.entries(bindings).map(([name, binding]) => [name, resolve(binding, pathOf(parent, name))]),
    );
  return { factors, resolveAll };
};

/**
 * Resolves the inputs of a source's calculation over a stretch: amounts summed, factors looked up, site parameters of
 * the stretch's span, nested formulas worked out with their trace, and what the method itself sets (the enthalpy that
 * is subtracted from that of steam).
 * @throws MissingInput, FactorError or AccountingError that says what to do
 */
export const resolveInputs = (
  data: SourceActivityData,
  stretch: Stretch,
  context: InputContext,
): ResolvedInputs => {
  const { source } = data;
  const { factors, resolveAll } = resolverOf(data, stretch, context);
  const { formulas = [], inputs: shared = {} } = source.calculation ?? {};
  const activity: GivenInputs = Object.hasOwn(shared, 'activity')
    ? {}
    : optional(() => ({ activity: amountOf('', data, stretch, source.code) }));
  return {
    inputs: { ...ofMethod(context.method), ...activity, ...resolveAll(shared, '') },
    own: formulas.map(({ inputs = {} }, index) => resolveAll(inputs, formulaPath(index))),
    factors,
  };
};

/** A source whose formulas take no `activity` need not have any of its own. */
const optional = (read: () => GivenInputs): GivenInputs => {
  try {
    return read();
  } catch (error) {
    if (error instanceof MissingInput) return {};
    throw error;
  }
};

const ofMethod = (method: Method): GivenInputs => ({
  enthalpyBaseline: { value: method.steamBaselineKjPerKg, unit: 'kJ/kg', origin: 'given', ref: method.id },
});
