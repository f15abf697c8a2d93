import { convert, decimalText, ExactDecimal } from '@zerofab/units';
import { refusedField } from '@zerofab/vocabulary';
import { asGoodAs } from './curve.js';
import type { Quantities } from './quantities.js';
import type { Stated } from './result.js';
import { sourceOf } from './scheme-walk.js';
import type { Indicator, Scheme, Sourced } from './scheme.js';

export interface Benchmark {
  readonly baseline: Stated | null;
  readonly leading: Stated | null;
  /** Quantity that decides which values hold, where it is not known. */
  readonly lacks: readonly string[];
}

/** A number of the scheme with its source. */
export const stated = (scheme: Scheme, number: Sourced | null, unit: string): Stated | null =>
  number === null ? null : { value: number.value, unit, source: sourceOf(scheme, number.source), note: null };

/** Row of the table of values that holds: the only one, or the first whose size is reached. */
const rowOf = (indicator: Indicator, quantities: Quantities) => {
  const { by, rows } = indicator.benchmarks;
  if (by === null) return { row: rows[0], lacks: [] };
  const size = quantities.quantity(by.quantity);
  if (size.state !== 'value') {
    return { row: undefined, lacks: size.state === 'missing' ? size.lacks : [by.quantity] };
  }
  const amount = convert(size.value, size.unit, by.unit);
  return { row: rows.find(({ from }) => from === null || amount.gte(from)), lacks: [] };
};

const told = (quantities: Quantities, name: string, unit: string): Stated | null => {
  const amount = quantities.told(name);
  if (amount?.state !== 'value') return null;
  return {
    value: decimalText(convert(amount.value, amount.unit, unit)),
    unit,
    source: null,
    note: amount.source,
  };
};

/**
 * A baseline must not be better than the leading value.
 * @throws RefusedError `scoring-baseline-better`
 */
export const refuseBetterBaseline = (
  field: string,
  { direction }: Pick<Indicator, 'direction'>,
  baseline: string,
  leading: string,
): void => {
  if (asGoodAs(new ExactDecimal(leading), new ExactDecimal(baseline), direction)) return;
  throw refusedField('scoring-baseline-better', `inputs.${field}`, {
    zh: `基准值 ${baseline} 优于引领值 ${leading}；请核对两者是否颠倒`,
    en: `The baseline ${baseline} is better than the leading value ${leading}; check whether they are swapped`,
  });
};

/** Baseline and leading value of an indicator: what was told comes before what the scheme states. */
export const benchmarkOf = (indicator: Indicator, quantities: Quantities): Benchmark => {
  const { scheme } = quantities;
  const { name, unit } = indicator;
  const { row, lacks } = rowOf(indicator, quantities);
  const baseline = told(quantities, `${name}.baseline`, unit) ?? stated(scheme, row?.baseline ?? null, unit);
  const leading = told(quantities, `${name}.leading`, unit) ?? stated(scheme, row?.leading ?? null, unit);
  if (baseline !== null && leading !== null) {
    refuseBetterBaseline(`${name}.baseline`, indicator, baseline.value, leading.value);
  }
  return { baseline, leading, lacks: baseline === null || leading === null ? lacks : [] };
};
