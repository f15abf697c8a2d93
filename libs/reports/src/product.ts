import { ExactDecimal } from '@zerofab/units';
import type { Trace, TraceInput } from '@zerofab/vocabulary';

/** A constant of the equation or of a unit conversion, which multiplies or divides. */
export interface Step {
  readonly value: string;
  readonly divides: boolean;
}

/**
 * A figure that is a product: activity × conversions × factors × constants. All formulas of a single source are of this
 * kind, so that a row of cells can work them out live.
 */
export interface Product {
  readonly activity: TraceInput;
  readonly activitySteps: readonly Step[];
  /** By role: netCalorificValue, carbonContent, oxidationFactor, emissionFactor, energyCoefficient. */
  readonly factors: ReadonlyMap<string, TraceInput>;
  readonly factorSteps: readonly Step[];
  /** Of the equation itself, e.g. 44/12. */
  readonly constants: readonly Step[];
}

const DIVISORS = new Set(['divideBy', 'temperatureMetered', 'molarMassCarbon']);
const UNIT_CONVERSION = 'unit-conversion';

interface Leaf {
  readonly role: string;
  readonly input: TraceInput;
}

/** Leaves of the trace; a conversion hands on the role of what it converts, a constant belongs to what it is in. */
const leaves = (trace: Trace, role: string): Leaf[] =>
  trace.inputs.flatMap((input) => {
    const own = input.origin === 'constant' || trace.formula.id === UNIT_CONVERSION ? role : input.name;
    return input.trace === null ? [{ role: own, input }] : leaves(input.trace, own);
  });

const stepsOf = (found: readonly Leaf[], fits: (role: string) => boolean): Step[] =>
  found
    // A constant 1 only changes the dimension (Nm3 for m3): it would clutter the cell.
    .filter(({ role, input }) => input.origin === 'constant' && input.value !== '1' && fits(role))
    .map(({ input }) => ({ value: input.value, divides: DIVISORS.has(input.name) }));

const apply = (start: ExactDecimal, steps: readonly Step[]): ExactDecimal => {
  const above = steps.filter((s) => !s.divides).reduce((p, s) => p.times(s.value), start);
  return above.div(steps.filter((s) => s.divides).reduce((p, s) => p.times(s.value), new ExactDecimal(1)));
};

const TOLERANCE = new ExactDecimal('1e-30');
const agrees = (product: Product, result: string): boolean => {
  const factors = [...product.factors.values()].reduce(
    (p, factor) => p.times(factor.value),
    new ExactDecimal(product.activity.value),
  );
  const value = apply(factors, [...product.activitySteps, ...product.factorSteps, ...product.constants]);
  return value.minus(result).abs().lte(new ExactDecimal(result).abs().times(TOLERANCE));
};

/** The trace as a product, or null when it is none (a sum, an unknown formula); checked against the stated result. */
export const productOf = (trace: Trace): Product | null => {
  const found = leaves(trace, '');
  const variable = found.filter(({ input }) => input.origin !== 'constant');
  const activities = variable.filter(({ role }) => role === 'activity');
  const [activity] = activities;
  const factors = new Map(
    variable.filter(({ role }) => role !== 'activity').map(({ role, input }) => [role, input]),
  );
  if (activity === undefined || activities.length > 1 || factors.size + 1 !== variable.length) return null;
  const product: Product = {
    activity: activity.input,
    activitySteps: stepsOf(found, (role) => role === 'activity'),
    factors,
    factorSteps: stepsOf(found, (role) => role !== 'activity' && role !== ''),
    constants: stepsOf(found, (role) => role === ''),
  };
  return agrees(product, trace.result.value) ? product : null;
};

/** Steps as a spreadsheet expression: `1/1000`, `44/12`, `273.15/293.15/10000`. */
export const stepsExpression = (steps: readonly Step[]): string => {
  const above = steps.filter((s) => !s.divides).map((s) => s.value);
  const below = steps.filter((s) => s.divides).map((s) => `/${s.value}`);
  return `${above.length === 0 ? '1' : above.join('*')}${below.join('')}`;
};

/** What the expression gives, as a number for the cell's cached result. */
export const stepsValue = (steps: readonly Step[]): number => apply(new ExactDecimal(1), steps).toNumber();
