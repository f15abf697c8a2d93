import type {
  ActivityRecord,
  PostActivityData,
  PostProduction,
  Product,
  ProductionRecord,
} from '@zerofab/contracts';
import {
  isState,
  PRODUCTION_MEASURE_LABELS,
  PRODUCTION_MEASURES,
  PRODUCTION_UNITS,
  type ProductionMeasure,
} from '@zerofab/vocabulary';
import { rowKey, type EntryRow } from '../../entry/grid/entry-rows';

/** What a row of the grid is called among its records: a product's output, or a measure of the site. */
const sourceOf = (measure: ProductionMeasure, product: string | null): string =>
  product === null ? measure : `output:${product}`;

const OTHERS = PRODUCTION_MEASURES.filter((measure) => measure !== 'output');

/**
 * Rows of the grid: products, then values, areas and head count. A product that a counter counts expects no values from
 * its beginning on; a measure of which nothing was ever recorded expects none either.
 */
export const productionRows = (
  products: readonly Product[],
  records: readonly ProductionRecord[],
): EntryRow[] => {
  const told = new Set(records.map(({ measure }) => measure));
  const shape = { stream: '', stock: null, part: 'activity', validFrom: null, validTo: null } as const;
  return [
    ...products.map((product): EntryRow => {
      const source = sourceOf('output', product.code);
      const { counter } = product;
      return {
        ...shape,
        key: rowKey(source, ''),
        source,
        code: product.code,
        name: product.name,
        unit: product.unit,
        adds: true,
        included: true,
        validTo: counter === null ? null : counter.from.slice(0, 10),
      };
    }),
    ...OTHERS.map((measure): EntryRow => ({
      ...shape,
      key: rowKey(measure, ''),
      source: measure,
      code: measure,
      name: PRODUCTION_MEASURE_LABELS[measure],
      unit: PRODUCTION_UNITS[measure] ?? '',
      adds: !isState(measure),
      included: true,
      // Nothing recorded yet: every month of it would only be noise.
      validTo: told.has(measure) ? null : '0001-01-01',
    })),
  ];
};

/** A record of production as the grid takes it. */
export const asEntryRecord = ({ measure, product, ...record }: ProductionRecord): ActivityRecord => ({
  ...record,
  source: sourceOf(measure, product),
  stream: '',
});

/** What the grid saves, as production. A correction without a word of its own says what it is. */
export const asProduction = (body: PostActivityData, said: string): PostProduction => {
  const { source, stream: _stream, note, ...rest } = body;
  const product = source.startsWith('output:') ? source.slice('output:'.length) : null;
  const text = note ?? (body.replaces === undefined ? undefined : said);
  return {
    ...rest,
    ...(product === null
      ? { measure: source as ProductionMeasure }
      : { measure: 'output' as const, product }),
    ...(text === undefined ? {} : { note: text }),
  };
};
