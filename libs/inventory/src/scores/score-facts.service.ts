import { Injectable } from '@nestjs/common';
import { comprehensiveEnergy, sumEmissions } from '@zerofab/accounting';
import { startOf, type Span } from '@zerofab/calendar';
import type { ElectricityAttributes, Inventory, InventorySource, Reporting } from '@zerofab/contracts';
import type { Amount } from '@zerofab/figures';
import { ConsumptionQuery, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { MethodScope, Trace } from '@zerofab/vocabulary';
import { AttributesService } from '../electricity/attributes.service.js';
import { LedgerParameterStore } from '../electricity/ledger-parameter.store.js';
import { LedgerService } from '../electricity/ledger.service.js';
import { InventoryService, requireMethod } from '../inventory/inventory.service.js';
import { FrozenInventories } from '../periods/frozen-inventories.service.js';
import type { InventoryQuestion } from '../inventory/site-activity.js';
import { lastReadingOf } from '../overview/meter-state.js';
import { alignedEnd } from '../production/aligned-end.js';
import { energyOfSite } from '../production/energy-basis.js';
import { ProductionReader } from '../production/production-reader.js';
import { productionFacts, scoredProducts, type ScoredProduct } from './production-facts.js';
import type { ScoreFact } from './score-fact.js';

export interface ScoreFacts {
  readonly byName: ReadonlyMap<string, ScoreFact>;
  /** Main products of which a limit standard is recorded. */
  readonly products: readonly ScoredProduct[];
  /** Until when the year is known: its end, or now. */
  readonly throughMs: number;
  readonly wholeYear: boolean;
  /** Of a closed year, which frozen version its energy, emissions and electricity are. */
  readonly reporting: Reporting | null;
}

/** What is known of a span whatever is scored. */
export interface SpanFacts {
  readonly byName: ReadonlyMap<string, ScoreFact>;
  /** Total of the inventory in tCO2e. */
  readonly emissions: Amount;
  readonly reporting: Reporting | null;
}

const lacking = (zh: string, en: string): ScoreFact => ({ state: 'missing', why: { zh, en } });
const fact = (
  value: string,
  unit: string,
  zh: string,
  en: string,
  trace: Trace | null = null,
): ScoreFact => ({
  state: 'value',
  value,
  unit,
  note: { zh, en },
  trace,
});

/** Total of the inventory; a source that lacks, or is known in part, makes it missing. */
const totalOf = (inventory: Inventory): Amount => {
  const counting = inventory.sources.filter(({ weight }) => weight !== undefined && weight !== 0);
  const missing = missingOf(counting);
  if (missing?.state === 'missing') return { state: 'missing', reason: missing.why };
  const { total } = inventory.exact;
  return total === null
    ? { state: 'missing', reason: { zh: '没有排放源', en: 'there is no emission source' } }
    : { state: 'value', value: total, unit: 'tCO2e', trace: null };
};

const ELECTRIC = new Set(['purchasedElectricity', 'exportedElectricity']);

const names = (sources: readonly InventorySource[], language: 'zh' | 'en'): string =>
  sources.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ');

/** Below this a sum is a lower bound, and an intensity of it would look better than it is. */
const ENOUGH = 0.95;

const covered = (sources: readonly InventorySource[]): string => {
  const least = Math.min(1, ...sources.map(({ activity }) => activity.coverage));
  return least > 0.9999 ? '' : ` (${(least * 100).toFixed(1)} %)`;
};

const missingOf = (sources: readonly InventorySource[]): ScoreFact | null => {
  const missing = sources.filter(({ status }) => status === 'missing');
  if (missing.length > 0) {
    return lacking(`排放源 ${names(missing, 'zh')} 缺数据`, `the sources ${names(missing, 'en')} lack data`);
  }
  const partly = sources.filter(({ activity }) => activity.coverage < ENOUGH);
  if (partly.length === 0) return null;
  const share = covered(partly);
  return lacking(
    `排放源 ${names(partly, 'zh')} 的数据只覆盖部分时段${share}；补齐数据，或录入数值`,
    `the data of ${names(partly, 'en')} cover the period in part${share}; complete them, or enter the value`,
  );
};

const ofScope =
  (scope: MethodScope) =>
  ({ methodScope }: InventorySource): boolean =>
    methodScope === scope;

/** CO2 alone of the sources that count; what is exported or recovered is subtracted. */
const co2Of = (inventory: Inventory, counts: (source: InventorySource) => boolean): ScoreFact => {
  const sources = inventory.sources.filter((source) => counts(source) && source.weight !== 0);
  if (sources.length === 0) return lacking('没有该范围的排放源', 'there is no source of this scope');
  const missing = missingOf(sources);
  if (missing !== null) return missing;
  const terms = sources.flatMap(({ code, gases, weight, trace }) => {
    const line = gases.find(({ gas }) => gas === 'CO2');
    if (line?.exactTco2e === undefined) return [];
    const signed = new ExactDecimal(line.exactTco2e).times(weight ?? 1);
    const whole = gases.length === 1 && (weight ?? 1) === 1 && trace?.result.value === line.exactTco2e;
    return [
      {
        name: code.replaceAll(/\W/g, '_'),
        tco2e: decimalText(signed),
        ref: code,
        trace: whole ? trace : null,
      },
    ];
  });
  if (terms.length === 0) return fact('0', 'tCO2', '各源不含 CO2', 'none of the sources emits CO2');
  const sum = sumEmissions(terms);
  const how = `${inventory.method.id}${covered(sources)}`;
  return fact(sum.tco2e, 'tCO2', `排放清单 ${how}`, `inventory by ${how}`, sum.trace);
};

/** Energy of fuels and heat at their calorific value. */
const otherEnergyOf = (inventory: Inventory): ScoreFact => {
  const sources = inventory.sources.filter(({ category }) => !ELECTRIC.has(category));
  const burning = sources.filter(({ energy }) => energy !== null);
  const missing = missingOf(
    sources.filter(({ category }) =>
      ['stationaryCombustion', 'mobileCombustion', 'purchasedHeat', 'exportedHeat'].includes(category),
    ),
  );
  if (missing !== null) return missing;
  const [uncounted] = sources.flatMap(({ code, energyGap }) =>
    energyGap === null || energyGap === undefined ? [] : [{ code, reason: energyGap }],
  );
  if (uncounted !== undefined)
    return lacking(
      `排放源 ${uncounted.code} 未折算标准煤：${uncounted.reason.zh}`,
      `source ${uncounted.code} is not counted in standard coal: ${uncounted.reason.en}`,
    );
  if (burning.length === 0) {
    return sources.length === 0
      ? lacking('没有燃料和热力的排放源', 'there is no source of fuel or heat')
      : fact('0', 'tce', '各源不消耗燃料和热力', 'none of the sources uses fuel or heat');
  }
  const sum = comprehensiveEnergy(
    burning.flatMap(({ code, energy }) =>
      energy === null
        ? []
        : [{ sourceCode: code.replaceAll(/\W/g, '_'), tce: energy.tce, trace: energy.trace }],
    ),
  );
  return fact(
    sum.tce,
    'tce',
    `GB/T 2589 当量值${covered(burning)}`,
    `GB/T 2589, calorific value${covered(burning)}`,
    sum.trace,
  );
};

const plus = (...values: readonly (string | null)[]): string =>
  decimalText(values.reduce((sum, value) => sum.plus(value ?? 0), new ExactDecimal(0)));

/** Electricity used, and what of it is free of carbon: own generation as metered, the rest as proven. */
const electricityFacts = (
  { total }: ElectricityAttributes,
  bought: ScoreFact | null,
): readonly (readonly [string, ScoreFact])[] => {
  const of = (attribute: string): string =>
    plus(...total.lines.filter((line) => line.attribute === attribute).map(({ mwh }) => mwh));
  const proven = (attribute: string, zh: string, en: string): ScoreFact => fact(of(attribute), 'MWh', zh, en);
  const own =
    total.ownMwh === null
      ? lacking('没有发电计量；无自发电请录入 0', 'no generation is metered; enter 0 where there is none')
      : fact(total.ownMwh, 'MWh', '发电计量减外送', 'generation meters less export');
  const free = plus(total.ownMwh, of('direct'), of('trade'), of('certificate'));
  return [
    [
      'electricity',
      bought ??
        (total.purchasedMwh === null
          ? lacking('外购电力缺数据', 'purchased electricity lacks data')
          : fact(
              plus(total.purchasedMwh, total.ownMwh),
              'MWh',
              '外购加自用发电',
              'purchase and own generation used',
            )),
    ],
    ['nonFossilOwnUse', own],
    ['nonFossilDirect', proven('direct', '有凭证的绿电直连', 'direct lines with proof')],
    ['nonFossilTraded', proven('trade', '有凭证的绿电交易', 'green trade with proof')],
    ['nonFossilCertificates', proven('certificate', '有凭证的绿证', 'certificates with proof')],
    [
      'renewableElectricity',
      total.ownMwh === null && free === '0'
        ? lacking('没有发电计量和绿电凭证', 'neither generation meters nor proofs of green electricity')
        : fact(free, 'MWh', '自发自用与有凭证的绿电', 'own use and green electricity with proof'),
    ],
  ];
};

/** Reads what the platform knows for the scores of a site and year. */
@Injectable()
export class ScoreFactsService {
  constructor(
    private readonly inventories: InventoryService,
    private readonly attributes: AttributesService,
    private readonly ledgers: LedgerService,
    private readonly ledgerParameters: LedgerParameterStore,
    private readonly sites: SiteStore,
    private readonly readings: ConsumptionQuery,
    private readonly production: ProductionReader,
    private readonly frozen: FrozenInventories,
  ) {}

  async facts(site: SiteEntity, year: number, nowMs: number): Promise<ScoreFacts> {
    const span = yearSpan(year, site.timezone);
    if (span.fromMs >= nowMs)
      return {
        byName: new Map(),
        products: [],
        throughMs: Math.min(span.toMs, nowMs),
        wholeYear: false,
        reporting: null,
      };
    const found = await this.within(site, span, nowMs);
    const facts = new Map<string, ScoreFact>([
      ...found.byName,
      ['nonFossilApportioned', await this.apportioned(site, year, nowMs)],
      ['meteredPoints', await this.meteredPoints(site)],
    ]);
    return { ...found, byName: facts };
  }

  /** What is measured and recorded of any span; not what is told of calendar years, or is a matter of the present. */
  async within(site: SiteEntity, span: Span, nowMs: number): Promise<ScoreFacts> {
    // What lies ahead is no gap: a running span is asked for as far as it is, and no further than its production.
    const rows = await this.production.rows(site, span, nowMs);
    const throughMs = alignedEnd(rows, span, nowMs);
    const asked = { fromMs: span.fromMs, toMs: throughMs };
    const { byName, reporting } = await this.spanFacts(site, asked, nowMs);
    const facts = new Map<string, ScoreFact>([...byName, ...productionFacts(rows, asked, site.timezone)]);
    const products = scoredProducts(rows, energyOfSite(byName, 'calorific'), asked, site.timezone);
    return { byName: facts, products, throughMs, wholeYear: throughMs === span.toMs, reporting };
  }

  /**
   * Energy, emissions and electricity of any span, as scores and intensities take them; of a locked period those of its
   * latest version, under its own method.
   */
  async spanFacts(site: SiteEntity, span: Span, nowMs: number): Promise<SpanFacts> {
    const question = { span, nowMs, settleMs: 0 };
    const inventory = await this.frozen.orComputed(site, question, () =>
      this.inventories.inventory(site, question),
    );
    const attributes = await this.electricity(site, question);
    const direct = co2Of(inventory, ofScope('direct'));
    const indirect = co2Of(inventory, ofScope('energyIndirect'));
    return {
      emissions: totalOf(inventory),
      reporting: inventory.reporting ?? null,
      byName: new Map<string, ScoreFact>([
        ['otherEnergy', otherEnergyOf(inventory)],
        ['directCo2', direct],
        ['indirectCo2', indirect],
        ['co2', bothOf(direct, indirect)],
        // No input of a scheme: what simulations of own generation reckon with.
        ['purchasedElectricityCo2', co2Of(inventory, ({ category }) => category === 'purchasedElectricity')],
        ...electricityFacts(
          attributes,
          missingOf(inventory.sources.filter(({ category }) => category === 'purchasedElectricity')),
        ),
      ]),
    };
  }

  /** What a version holds of electricity; own generation, which it needs only for proofs of it, as it is metered now. */
  private async electricity(site: SiteEntity, question: InventoryQuestion): Promise<ElectricityAttributes> {
    const basis = await this.frozen.inputs(site, question);
    if (basis === undefined) return this.attributes.attributes(site, question, requireMethod(undefined));
    const { facts, period } = basis;
    const method = requireMethod(period.method);
    const frozen = await this.attributes.attributes(
      site,
      { ...question, nowMs: facts.nowMs },
      method,
      facts.supply,
    );
    if (facts.supply.periods.some(({ ownMwh }) => ownMwh !== undefined)) return frozen;
    const { total } = await this.attributes.attributes(site, question, method);
    return { ...frozen, total: { ...frozen.total, ownMwh: total.ownMwh } };
  }

  private async apportioned(site: SiteEntity, year: number, nowMs: number): Promise<ScoreFact> {
    const parameters = await this.ledgerParameters.list(site.id, year);
    if (!parameters.some(({ name }) => name === 'apportionment')) {
      return lacking('未录入省级分摊系数', 'the coefficient of the province is not recorded');
    }
    const ledger = await this.ledgers.ledger(site, year, nowMs);
    const line = ledger.lines.find(({ way }) => way === 'apportioned');
    return line === undefined || line.mwh === null
      ? { state: 'missing', why: line?.reason ?? { zh: '无', en: 'none' } }
      : fact(line.mwh, 'MWh', '非化石电力台账', 'ledger of non-fossil electricity');
  }

  /** Meters that have sent readings. */
  private async meteredPoints(site: SiteEntity): Promise<ScoreFact> {
    const meters = await this.sites.listMeters(site.id);
    const latest = await this.readings.latest(
      meters.flatMap(({ registers }) => registers.map(({ id }) => id)),
    );
    const heard = meters.filter((meter) => lastReadingOf(meter, latest) !== null).length;
    return fact(String(heard), 'piece', '有自动读数的计量器具', 'meters with automatic readings');
  }
}

const bothOf = (direct: ScoreFact, indirect: ScoreFact): ScoreFact => {
  if (direct.state === 'missing') return direct;
  if (indirect.state === 'missing') return indirect;
  const term = (name: string, each: typeof direct) => ({
    name,
    tco2e: each.value,
    ref: null,
    trace: each.trace,
  });
  const sum = sumEmissions([term('direct', direct), term('indirect', indirect)]);
  return { ...direct, value: sum.tco2e, trace: sum.trace };
};

const yearSpan = (year: number, zone: string): Span => {
  const inside = Date.UTC(year, 5, 30);
  return { fromMs: startOf(inside, 'year', zone), toMs: startOf(inside, 'year', zone, 1) };
};
