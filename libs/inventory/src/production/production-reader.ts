import { Injectable } from '@nestjs/common';
import { bucketBorders, spanText, type Span } from '@zerofab/calendar';
import { decimalOf, productionTotal, type ProducedPart } from '@zerofab/figures';
import { coverageOf } from '@zerofab/metering';
import { ConsumptionQuery, grainOf, RollupService, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { convert } from '@zerofab/units';
import {
  isState,
  PRODUCTION_MEASURE_LABELS,
  PRODUCTION_MEASURES,
  PRODUCTION_UNITS,
  type Bilingual,
  type ProductionMeasure,
} from '@zerofab/vocabulary';
import { ProductStore, type ProductDefinition } from './product.store.js';
import { ProductionStore, type ProductionEntry } from './production.store.js';

/** So long an answer waits for counts that are still being worked in. */
const SETTLE_MS = 3000;

/** A measure of a site over a span: what records and counters tell of it. */
export interface ProductionRow {
  readonly measure: ProductionMeasure;
  readonly product: ProductDefinition | null;
  readonly name: Bilingual;
  readonly unit: string;
  readonly kind: 'amount' | 'state';
  readonly metered: boolean;
  readonly parts: readonly ProducedPart[];
}

/** The counter of a product within a span, with the register that counts. */
interface Counting extends Span {
  readonly registerId: number;
  readonly registerUnit: string;
}

const within = (
  counter: { readonly fromMs: number; readonly toMs: number | null },
  span: Span,
  nowMs: number,
): Span | null => {
  const fromMs = Math.max(counter.fromMs, span.fromMs);
  const toMs = Math.min(counter.toMs ?? Number.POSITIVE_INFINITY, span.toMs, nowMs);
  return toMs > fromMs ? { fromMs, toMs } : null;
};

const ofRecords = (records: readonly ProductionEntry[], unit: string): ProducedPart[] =>
  records.map(({ fromMs, toMs, quantity, unit: told }) => ({
    fromMs,
    toMs,
    value: convert(quantity, told, unit),
    coverage: 1,
  }));

/** Reads production of a site: records by hand and counters. */
@Injectable()
export class ProductionReader {
  constructor(
    private readonly products: ProductStore,
    private readonly records: ProductionStore,
    private readonly sites: SiteStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
  ) {}

  /** Every product's output and every measure, in the order of the screens; also those of which nothing is known. */
  async rows(site: SiteEntity, span: Span, nowMs: number): Promise<ProductionRow[]> {
    const products = await this.products.list(site.id);
    const records = await this.records.findOverlapping(site.id, span.fromMs, span.toMs);
    const ofProduct = (code: string): ProductionEntry[] => records.filter(({ product }) => product === code);
    const outputs: ProductionRow[] = [];
    for (const product of products) {
      const counted = await this.counted(site, product, span, nowMs);
      outputs.push({
        measure: 'output',
        product,
        name: product.name,
        unit: product.unit,
        kind: 'amount',
        metered: counted.length > 0,
        parts: [...ofRecords(ofProduct(product.code), product.unit), ...counted],
      });
    }
    const others = PRODUCTION_MEASURES.filter((measure) => measure !== 'output').map(
      (measure): ProductionRow => ({
        measure,
        product: null,
        name: PRODUCTION_MEASURE_LABELS[measure],
        unit: PRODUCTION_UNITS[measure] ?? '',
        kind: isState(measure) ? 'state' : 'amount',
        metered: false,
        parts: ofRecords(
          records.filter((record) => record.measure === measure),
          PRODUCTION_UNITS[measure] ?? '',
        ),
      }),
    );
    return [...outputs, ...others];
  }

  /** What the counter of a product counted within a span, as one value; null where it counted nothing. */
  async countedTotal(
    site: SiteEntity,
    product: ProductDefinition,
    span: Span,
    nowMs: number,
  ): Promise<{ readonly value: string; readonly span: Bilingual } | null> {
    const { counter } = product;
    const cut = counter === null ? null : within(counter, span, nowMs);
    if (cut === null) return null;
    const { value } = productionTotal(await this.counted(site, product, cut, nowMs), cut, 'amount');
    return { value: value?.toFixed() ?? '—', span: spanText(cut, site.timezone) };
  }

  private async counted(
    site: SiteEntity,
    product: ProductDefinition,
    span: Span,
    nowMs: number,
  ): Promise<ProducedPart[]> {
    const counting = await this.countingOf(site, product, span, nowMs);
    if (counting === null) return [];
    const borders = bucketBorders(counting, 'month', site.timezone);
    await this.rollup.settle([counting.registerId], SETTLE_MS);
    const sums = await this.query.sumBetween([counting.registerId], borders, grainOf(borders));
    return borders.slice(0, -1).flatMap((fromMs, index): ProducedPart[] => {
      const stretch = { fromMs, toMs: borders[index + 1] ?? fromMs };
      const sum = sums.find(({ startMs }) => startMs === fromMs);
      if (sum === undefined || sum.value === null) return [];
      const value = convert(decimalOf(sum.value).toFixed(), counting.registerUnit, product.unit);
      return [{ ...stretch, value, coverage: coverageOf(sum.covered, stretch, nowMs) }];
    });
  }

  private async countingOf(
    site: SiteEntity,
    { counter }: ProductDefinition,
    span: Span,
    nowMs: number,
  ): Promise<Counting | null> {
    const cut = counter === null ? null : within(counter, span, nowMs);
    if (counter === null || cut === null) return null;
    const meters = await this.sites.listMeters(site.id);
    const register = meters
      .find(({ code }) => code === counter.meter)
      ?.registers.find(({ code }) => code === counter.register);
    return register === undefined ? null : { ...cut, registerId: register.id, registerUnit: register.unit };
  }
}
