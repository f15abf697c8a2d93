import { spanText, type Span } from '@zerofab/calendar';
import { productEnergy, type Amount } from '@zerofab/figures';
import { convert, decimalText } from '@zerofab/units';
import { ALLOCATION_LABELS, type ProductionMeasure } from '@zerofab/vocabulary';
import { allocatedOf } from '../production/energy-basis.js';
import type { ProductDefinition } from '../production/product.store.js';
import { productionAmount } from '../production/production-amount.js';
import type { ProductionRow } from '../production/production-reader.js';
import type { ScoreFact } from './score-fact.js';

/** Inputs of schemes by the measure that tells them, in the unit in which they are told. */
const INPUTS: Readonly<Partial<Record<ProductionMeasure, string>>> = {
  outputValue: 'outputValue',
  valueAdded: 'valueAdded',
  landArea: 'landArea',
  builtArea: 'builtArea',
  floorArea: 'floorArea',
  headCount: 'headCount',
};

const factOf = (row: ProductionRow, span: Span, zone: string): ScoreFact => {
  const amount = productionAmount(row, span, zone);
  if (amount.state === 'missing') return { state: 'missing', why: amount.reason };
  const over = spanText(span, zone);
  return {
    state: 'value',
    value: amount.value,
    unit: amount.unit,
    note: {
      zh: `生产数据 ${over.zh}${row.metered ? '（含计数器）' : ''}`,
      en: `production ${over.en}${row.metered ? ', counted by a meter' : ''}`,
    },
    trace: null,
  };
};

/** What recorded production tells of the inputs of scores. A measure of which nothing was ever recorded tells nothing. */
export const productionFacts = (
  rows: readonly ProductionRow[],
  span: Span,
  zone: string,
): readonly (readonly [string, ScoreFact])[] =>
  rows.flatMap((row): (readonly [string, ScoreFact])[] => {
    const name = INPUTS[row.measure];
    return name === undefined || row.parts.length === 0 ? [] : [[name, factOf(row, span, zone)]];
  });

/** Level 1 and 2 of a limit standard are leading value and baseline of unit energy (green-factory 1a). */
const LEVELS = [
  ['leading', 'level1'],
  ['baseline', 'level2'],
] as const;

/** A product of which a limit standard is recorded, as the schemes score its unit energy. */
export interface ScoredProduct {
  readonly code: string;
  readonly fields: ReadonlyMap<string, ScoreFact>;
}

/**
 * Main products with both levels of a limit standard at calorific value. Others are not scored by product: their energy
 * counts per output value.
 */
export const scoredProducts = (
  rows: readonly ProductionRow[],
  energy: Amount,
  span: Span,
  zone: string,
): ScoredProduct[] => {
  const allocated = allocatedOf(rows, span, zone);
  return rows.flatMap((row): ScoredProduct[] => {
    const { product } = row;
    if (product === null || !product.main) return [];
    const levels = levelFacts(product);
    if (levels.length < LEVELS.length) return [];
    const share = allocated.state === 'value' ? allocated.shares.get(product.code) : undefined;
    const own: Amount =
      share === undefined
        ? { state: 'missing', reason: allocated.state === 'missing' ? allocated.reason : NOT_ALLOCATED }
        : productEnergy(energy, share);
    const note = allocated.state === 'value' ? ALLOCATION_LABELS[allocated.rule] : NOT_ALLOCATED;
    const used: ScoreFact =
      own.state === 'missing' ? { state: 'missing', why: own.reason } : { ...own, note };
    const output = factOf(row, span, zone);
    return [{ code: product.code, fields: new Map([['energy', used], ['output', output], ...levels]) }];
  });
};

const NOT_ALLOCATED = { zh: '用能未分摊到该产品', en: 'no energy is allocated to the product' };

const levelFacts = (product: ProductDefinition): (readonly [string, ScoreFact])[] =>
  LEVELS.flatMap(([field, level]) => {
    const limit = product.limits.find((each) => each.level === level && each.convention === 'calorific');
    if (limit === undefined) return [];
    const unit = `kgce/${product.unit}`;
    const text = `${limit.standard} · ${limit.source}`;
    const value = decimalText(convert(limit.value, limit.unit, unit));
    return [[field, { state: 'value', value, unit, note: { zh: text, en: text }, trace: null }] as const];
  });
