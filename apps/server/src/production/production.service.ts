import { Injectable } from '@nestjs/common';
import { bucketBorders, isoIn, monthLabel, resolveSpan, type Span } from '@zerofab/calendar';
import type {
  Intensities,
  PostProduction,
  ProductionAdded,
  ProductionList,
  ProductionQuery,
  ProductionRecord,
  ProductionSeries,
  SheetRows,
  SpanQuery,
  WithdrawProduction,
} from '@zerofab/contracts';
import { productionTotal, type ProductionTotal } from '@zerofab/figures';
import {
  EvidenceStore,
  IntensityService,
  ProductionReader,
  ProductionStore,
  ProductStore,
  type NewProduction,
} from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { decimalText } from '@zerofab/units';
import { PRODUCTION_UNITS, RefusedError, refusedField } from '@zerofab/vocabulary';
import { readXlsx } from '../entry/read-sheet.js';
import { pageAsked, pageOf } from '../entry/record-page.js';
import { checkUnit, spanHints, spanOfBody } from '../entry/record-span.js';
import { replacedIds } from '../entry/replaced.js';
import { limitSpan } from '../load/span-limits.js';
import { productionView } from './product-view.js';

/** A list of gaps that is longer says no more. */
const MOST_GAPS = 24;

const produced = ({ value, complete, coverage, divided }: ProductionTotal) => ({
  value: value === null ? null : decimalText(value),
  complete,
  coverage,
  divided,
});

/** Production: output, values, areas and head count; entered by hand or counted. */
@Injectable()
export class ProductionService {
  constructor(
    private readonly sites: SiteStore,
    private readonly products: ProductStore,
    private readonly records: ProductionStore,
    private readonly reader: ProductionReader,
    private readonly intensity: IntensityService,
    private readonly evidence: EvidenceStore,
  ) {}

  /** A page of records, also what was replaced or withdrawn. */
  async list(siteCode: string, query: ProductionQuery): Promise<ProductionList> {
    const site = await this.sites.requireSite(siteCode);
    const found = await this.records.page(site.id, {
      measure: query.measure,
      product: query.product,
      ...pageAsked(query, site.timezone),
    });
    return pageOf(found, query.limit, (entry) => productionView(entry, site.timezone));
  }

  /** @throws RefusedError naming the field and what to do */
  async add(siteCode: string, body: PostProduction, change: ChangeRequest): Promise<ProductionAdded> {
    const site = await this.sites.requireSite(siteCode);
    const record = await this.recordOf(site, body);
    const added = await this.records.add(site, record, change);
    return { ...productionView(added, site.timezone), hints: spanHints(body, record, site.timezone) };
  }

  /** @throws RefusedError nothing-to-replace for a record that does not count */
  async withdraw(
    siteCode: string,
    id: string,
    { reason }: WithdrawProduction,
    change: ChangeRequest,
  ): Promise<ProductionRecord> {
    const site = await this.sites.requireSite(siteCode);
    if (!/^\d{1,18}$/.test(id))
      throw refusedField('validation', 'id', {
        zh: `“${id}”不是生产数据记录的编号`,
        en: `"${id}" is no id of a record of production`,
      });
    return productionView(await this.records.withdraw(site, id, reason, change), site.timezone);
  }

  /** What is known by month and over the span; a sum that is not whole says so. */
  async series(siteCode: string, { from, to }: SpanQuery): Promise<ProductionSeries> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const span = limitSpan(resolveSpan(from, to, zone), 'inventory');
    const nowMs = Date.now();
    const elapsed = (part: Span): Span => ({
      fromMs: part.fromMs,
      // What lies ahead is no gap.
      toMs: part.fromMs < nowMs ? Math.min(part.toMs, nowMs) : part.toMs,
    });
    const borders = bucketBorders(span, 'month', zone);
    const rows = await this.reader.rows(site, span, nowMs);
    return {
      site: site.code,
      from: isoIn(span.fromMs, zone),
      to: isoIn(span.toMs, zone),
      through: isoIn(elapsed(span).toMs, zone),
      rows: rows.map(({ measure, product, name, unit, kind, metered, parts }) => {
        const total = productionTotal(parts, elapsed(span), kind);
        return {
          measure,
          product: product?.code ?? null,
          name,
          unit,
          state: kind === 'state',
          metered,
          total: produced(total),
          missing: total.missing
            .slice(0, MOST_GAPS)
            .map((gap) => ({ from: isoIn(gap.fromMs, zone), to: isoIn(gap.toMs, zone) })),
          months: borders.slice(0, -1).map((fromMs, index) => ({
            month: monthLabel(fromMs, zone),
            ...produced(
              productionTotal(parts, elapsed({ fromMs, toMs: borders[index + 1] ?? fromMs }), kind),
            ),
          })),
        };
      }),
    };
  }

  /** Energy and emissions per output, value, area and head. */
  async intensities(siteCode: string, { from, to }: SpanQuery): Promise<Intensities> {
    const site = await this.sites.requireSite(siteCode);
    const span = limitSpan(resolveSpan(from, to, site.timezone), 'inventory');
    return this.intensity.intensities(site, span, Date.now());
  }

  /** The first sheet of a workbook as text; nothing is kept. @throws RefusedError bad-sheet */
  async sheet(siteCode: string, file: string): Promise<SheetRows> {
    await this.sites.requireSite(siteCode);
    return { rows: await readXlsx(Buffer.from(file, 'base64'), 'bad-sheet') };
  }

  /** The record that a body stands for, checked; not kept yet. */
  private async recordOf(site: SiteEntity, body: PostProduction): Promise<NewProduction> {
    const product = await this.productOf(site, body);
    const { measure, quantity, unit, evidence, note } = body;
    if (quantity.startsWith('-'))
      throw refusedField('validation', 'quantity', {
        zh: '生产数据不能为负；返工或退货请更正原记录',
        en: 'production cannot be negative; correct the record of what was returned',
      });
    checkUnit(unit, product?.unit ?? PRODUCTION_UNITS[measure] ?? '');
    await this.evidence.checkReferences(site.id, 'evidence', evidence);
    const span = spanOfBody(body, site.timezone);
    const record = {
      measure,
      product: product?.code ?? '',
      ...span,
      quantity,
      unit,
      evidence: evidence ?? null,
      note: note ?? null,
    };
    if (product !== null) await this.refuseCounted(site, record, product.code);
    const replaces = await replacedIds(
      body.replaces,
      record,
      async () => this.records.ofMeasure(site.id, record),
      'overlapping-production',
    );
    if (replaces.length > 0 && (note ?? '') === '')
      throw refusedField('reason-needed', 'note', {
        zh: '更正须说明原因',
        en: 'a correction needs its reason',
      });
    return { ...record, replaces };
  }

  private async productOf(site: SiteEntity, { measure, product }: PostProduction) {
    const named = product !== null && product !== undefined;
    if (named !== (measure === 'output'))
      throw refusedField('validation', 'product', {
        zh: measure === 'output' ? '产量须注明产品' : '只有产量按产品记录；产值、面积和人数属于全厂',
        en:
          measure === 'output'
            ? 'output belongs to a product: name it'
            : 'only output has a product; values, areas and head count belong to the site',
      });
    if (!named) return null;
    try {
      return await this.products.require(site.id, product);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      throw refusedField('unknown-product', 'product', error.refusal.text);
    }
  }

  /** Two values for one time, one of them counted: neither is dropped, both are named. */
  private async refuseCounted(
    site: SiteEntity,
    { fromMs, toMs, quantity, unit }: Pick<NewProduction, 'fromMs' | 'toMs' | 'quantity' | 'unit'>,
    code: string,
  ): Promise<void> {
    const product = await this.products.require(site.id, code);
    const { counter } = product;
    if (counter === null || toMs <= counter.fromMs || (counter.toMs !== null && fromMs >= counter.toMs))
      return;
    const counted = await this.reader.countedTotal(site, product, { fromMs, toMs }, Date.now());
    const [zh, en] =
      counted === null
        ? ['', '']
        : [`，已计 ${counted.value} ${product.unit}`, `, ${counted.value} ${product.unit} so far`];
    throw refusedField('overlapping-production', 'from', {
      zh: `该时段由计数器 ${counter.meter}.${counter.register} 计量${zh}，现录入 ${quantity} ${unit}；请先在产品中设定计数器的截止时间`,
      en: `the counter ${counter.meter}.${counter.register} counts this time${en}, and ${quantity} ${unit} would be a second value; end the counter in the product first`,
    });
  }
}
