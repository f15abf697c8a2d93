import { Injectable } from '@nestjs/common';
import { resolveInstant, spanText } from '@zerofab/calendar';
import type { Product, ProductList, PutProduct } from '@zerofab/contracts';
import { ProductionStore, ProductStore, type ProductContent } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { findUnit } from '@zerofab/units';
import { refusedField } from '@zerofab/vocabulary';
import { checkUnit } from '../entry/record-span.js';
import { productView } from './product-view.js';

/** Records that a counter may meet are few; the first names the trouble. */
const FAR_MS = Date.UTC(2101, 0, 1);

/** Products of a site: checked against its meters and what is recorded. */
@Injectable()
export class ProductsService {
  constructor(
    private readonly sites: SiteStore,
    private readonly products: ProductStore,
    private readonly records: ProductionStore,
  ) {}

  async list(siteCode: string): Promise<ProductList> {
    const site = await this.sites.requireSite(siteCode);
    return { items: (await this.products.list(site.id)).map((each) => productView(each, site.timezone)) };
  }

  async get(siteCode: string, code: string): Promise<Product> {
    const site = await this.sites.requireSite(siteCode);
    return productView(await this.products.require(site.id, code), site.timezone);
  }

  /** @throws RefusedError validation naming the field, unknown-meter, overlapping-production, stale-version */
  async put(siteCode: string, code: string, body: PutProduct, change: ChangeRequest): Promise<Product> {
    const site = await this.sites.requireSite(siteCode);
    const product = contentOf(code, body, site);
    await this.checkUnitStays(site, product);
    for (const [index, { unit }] of product.limits.entries()) checkLimitUnit(unit, product.unit, index);
    if (product.counter !== null) await this.checkCounter(site, product, product.counter);
    await this.products.put(site, product, change);
    return this.get(siteCode, code);
  }

  /** What is recorded in one dimension cannot be read in another. */
  private async checkUnitStays(site: SiteEntity, { code, unit }: ProductContent): Promise<void> {
    if (findUnit(unit) === undefined || unit.includes('/'))
      throw refusedField('validation', 'unit', {
        zh: `“${unit}”不是可用的产量单位；请用 t、piece（件、台）、m2、kWh 等`,
        en: `"${unit}" is no unit of output; give t, piece, m2, kWh or the like`,
      });
    const [first] = await this.records.ofMeasure(site.id, {
      measure: 'output',
      product: code,
      fromMs: 0,
      toMs: FAR_MS,
    });
    if (first !== undefined) checkUnit(first.unit, unit);
  }

  private async checkCounter(
    site: SiteEntity,
    { code, unit }: ProductContent,
    counter: NonNullable<ProductContent['counter']>,
  ): Promise<void> {
    if (counter.toMs !== null && counter.toMs <= counter.fromMs)
      throw refusedField('validation', 'counter.to', { zh: '须晚于 from', en: 'must be later than from' });
    const meter = await this.sites.requireMeter(site, counter.meter);
    const register = meter.registers.find((each) => each.code === counter.register);
    if (register === undefined || register.kind === 'gauge')
      throw refusedField('validation', 'counter.register', {
        zh: `“${counter.meter}”没有计数寄存器“${counter.register}”；瞬时量不能计产量`,
        en: `"${counter.meter}" has no counting register "${counter.register}"; a gauge counts no output`,
      });
    checkUnit(register.unit, unit);
    const { fromMs, toMs } = counter;
    const [entered] = await this.records.ofMeasure(site.id, {
      measure: 'output',
      product: code,
      fromMs,
      toMs: toMs ?? FAR_MS,
    });
    if (entered === undefined) return;
    const span = spanText(entered, site.timezone);
    throw refusedField('overlapping-production', 'counter.from', {
      zh: `${span.zh} 已人工录入 ${entered.quantity} ${entered.unit}（记录 ${entered.id}）；请撤回该记录，或让计数器自其后开始`,
      en: `${entered.quantity} ${entered.unit} is entered by hand for ${span.en} (record ${entered.id}); withdraw it, or let the counter begin after it`,
    });
  }
}

const contentOf = (code: string, body: PutProduct, { timezone }: SiteEntity): ProductContent => {
  const { name, unit, main, equivalent, energyShare, counter, limits } = body;
  const instant = (field: 'from' | 'to', text: string): number =>
    resolveInstant(text, timezone, `counter.${field}`);
  return {
    code,
    name,
    unit: findUnit(unit)?.symbol ?? unit,
    main,
    equivalent: equivalent ?? null,
    energyShare: energyShare ?? null,
    counter:
      counter === null || counter === undefined
        ? null
        : {
            meter: counter.meter,
            register: counter.register,
            fromMs: instant('from', counter.from),
            toMs: counter.to === null || counter.to === undefined ? null : instant('to', counter.to),
          },
    limits,
  };
};

const checkLimitUnit = (unit: string, product: string, index: number): void => {
  if (findUnit(unit)?.dimension === findUnit(`kgce/${product}`)?.dimension) return;
  throw refusedField('validation', `limits.${String(index)}.unit`, {
    zh: `限额的单位须为每 ${product} 的标准煤，如 kgce/${product}`,
    en: `a level is standard coal per ${product}, such as kgce/${product}`,
  });
};
