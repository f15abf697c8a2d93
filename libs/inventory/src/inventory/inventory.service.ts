import { Injectable } from '@nestjs/common';
import {
  AccountingError,
  comprehensiveEnergy,
  inventoryGrade,
  inventoryTotals,
  methodById,
  methodPeriodWarning,
  type Method,
} from '@zerofab/accounting';
import { type Inventory, type InventorySource, type Uncertainty } from '@zerofab/contracts';
import { weakestRung, type FactorLibrary } from '@zerofab/factors';
import { invalid } from '@zerofab/platform';
import { type SiteEntity } from '@zerofab/telemetry';
import { decimalText } from '@zerofab/units';
import { scopeOf } from '@zerofab/vocabulary';
import { bucketBorders, dayLabel, isoIn, type Span } from '@zerofab/calendar';
import { SourceStore, type SourceDefinition } from '../sources/source.store.js';
import { ActivityReader, type SourceActivityData } from './activity-reader.js';
import { worstQuality } from './activity.js';
import { electricityLines, provenBy } from '../electricity/proven.js';
import { SupplyService } from '../electricity/supply.service.js';
import type { ElectricitySupply } from '../electricity/supply.js';
import { FactorLibraryStore } from '../library/factor-library.store.js';
import { ParameterStore } from '../parameters/parameter.store.js';
import { siteParameters, type SiteParameters } from '../parameters/site-parameters.js';
import type { GasTerm } from './gas-lines.js';
import { halfWidthsOf, uncertaintyOfTerms } from './inventory-uncertainty.js';
import { crossCheckOf, qualityOfLine } from './line-quality.js';
import { gasTotals, methodLines, weightInTotal } from './method-lines.js';
import type { FigureContext } from './figure-context.js';
import { sourceFigure, type SourceFigure } from './source-figure.js';

const SETTLE_MS = 10_000;

export interface InventoryQuestion {
  readonly span: Span;
  readonly method?: string | undefined;
  /** Day of the report in epoch ms; decides which factors were published. */
  readonly asOfMs?: number | undefined;
  /** As believed then: sources and records recorded until that day. */
  readonly knownAtMs?: number | undefined;
  readonly nowMs: number;
  readonly settleMs?: number;
}

/** Activity data of a site over a span, and what its figures depend on: read once, worked out under any method. */
export interface SiteActivity {
  readonly site: SiteEntity;
  readonly question: InventoryQuestion;
  readonly settled: boolean;
  readonly data: readonly SourceActivityData[];
  readonly excluded: readonly SourceDefinition[];
  readonly parameters: SiteParameters;
  readonly supply: ElectricitySupply;
  /** Factors as known then. */
  readonly library: FactorLibrary;
}

/** A source and its figure under a method. */
export interface SourceResult {
  readonly data: SourceActivityData;
  readonly figure: SourceFigure;
}

/**
 * The method of a question.
 * @throws ProblemError 422 for one that is not known, listing those that are
 */
export const requireMethod = (id: string | undefined): Method => {
  try {
    return methodById(id);
  } catch (error) {
    if (!(error instanceof AccountingError)) throw error;
    throw invalid('unknown-method', `method: ${error.text.en}`, [{ field: 'method', detail: error.text.en }]);
  }
};

/** Emission inventory of a site over any span, traced per source down to meter, register and span. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
    private readonly parameterStore: ParameterStore,
    private readonly supplies: SupplyService,
    private readonly libraries: FactorLibraryStore,
  ) {}

  /** Reads what the figures of a site rest on, by month. */
  async read(site: SiteEntity, question: InventoryQuestion): Promise<SiteActivity> {
    const { span, nowMs, knownAtMs } = question;
    const all = await this.sources.list(site.id, knownAtMs);
    const included = all.filter((source) => source.included !== false);
    const settled = await this.activity.settle(site, included, question.settleMs ?? SETTLE_MS);
    const borders = bucketBorders(span, 'month', site.timezone);
    const data = await this.activity.read(site, included, borders, nowMs, knownAtMs);
    const parameters = siteParameters(await this.parameterStore.believed(site.id, knownAtMs));
    const excluded = all.filter((source) => source.included === false);
    const supply = await this.supplies.supply(site, { span, nowMs, knownAtMs }, data);
    const library = await this.libraries.library(knownAtMs);
    return { site, question, settled, data, excluded, parameters, supply, library };
  }

  /** What the figures of a site depend on besides activity data, under a method. */
  contextOf(
    { site, question, parameters, supply, library }: SiteActivity,
    method: Method,
    gridFrom = method,
  ): FigureContext {
    const { nowMs, asOfMs } = question;
    return {
      zone: site.timezone,
      gridRegion: site.gridRegion,
      asOf: dayLabel(asOfMs ?? nowMs, site.timezone),
      nowMs,
      method,
      gridFrom,
      parameters,
      library,
      proven: supply.proofs.length === 0 ? undefined : provenBy(supply, method),
    };
  }

  /** Figures of all sources under a method; the grid factor may follow another one, for a bridge. */
  work(activity: SiteActivity, method: Method, gridFrom = method): SourceResult[] {
    const context = this.contextOf(activity, method, gridFrom);
    return activity.data
      .filter(({ source }) => method.classes[source.category]?.scope !== 'excluded')
      .map((data) => ({ data, figure: sourceFigure(data, context) }));
  }

  /** @throws ProblemError 422 for a method this version does not compute */
  async inventory(site: SiteEntity, question: InventoryQuestion): Promise<Inventory> {
    const method = requireMethod(question.method);
    const activity = await this.read(site, question);
    return this.report(activity, method);
  }

  /** The inventory of activity data that was read, under a method. */
  async report(activity: SiteActivity, method: Method): Promise<Inventory> {
    const { site, question, settled, excluded } = activity;
    const { span, nowMs, asOfMs } = question;
    const zone = site.timezone;
    const lines: (InventorySource & { readonly terms: readonly GasTerm[] })[] = [];
    const results = this.work(activity, method);
    const halfWidthOf = halfWidthsOf(activity.data, nowMs, activity.library);
    for (const { data, figure } of results) {
      if (figure.outside === true) continue;
      lines.push({
        ...headOf(data.source, method),
        ...figure,
        activity: await this.activity.describe(data, span, zone, nowMs),
        share: null,
        uncertainty: uncertaintyOfTerms(figure.terms, method, halfWidthOf, false),
        rung: weakestRung(figure.factors),
        dataQuality: qualityOfLine(data, figure, dayLabel(nowMs, zone), nowMs),
        crossCheck: crossCheckOf(data, nowMs),
      });
    }
    const outside = activity.data.filter(
      ({ source }) => method.classes[source.category]?.scope === 'excluded',
    );
    const electricity = electricityLines(activity.supply, span, method);
    const warning = methodPeriodWarning(method, dayLabel(span.fromMs, zone), dayLabel(span.toMs, zone));
    return {
      site: site.code,
      siteName: { zh: site.nameZh, en: site.nameEn },
      timezone: zone,
      from: isoIn(span.fromMs, zone),
      to: isoIn(span.toMs, zone),
      method: methodHead(method),
      asOf: isoIn(asOfMs ?? nowMs, zone),
      computedAt: new Date(nowMs).toISOString(),
      settled,
      factorSet: activity.library.version,
      warnings: [...(warning === null ? [] : [warning]), ...electricity.warnings],
      electricity: electricity.lines,
      excluded: [
        ...excluded.map(({ code, name, reason }) => ({ code, name, reason: reason ?? '' })),
        ...results.flatMap(({ data: { source }, figure }) =>
          figure.outside === true
            ? [{ code: source.code, name: source.name, reason: figure.reason?.zh ?? '' }]
            : [],
        ),
        ...outside.map(({ source }) => ({
          code: source.code,
          name: source.name,
          reason: method.classes[source.category]?.line.zh ?? '',
        })),
      ],
      uncertainty: uncertaintyOfTerms(
        lines.flatMap((line) => line.terms),
        method,
        halfWidthOf,
        true,
      ),
      ...totals(lines, method, (terms) => uncertaintyOfTerms(terms, method, halfWidthOf, false)),
    };
  }
}

const methodHead = ({
  id,
  name,
  gwpSet,
  edition,
  total,
  source,
  confidence,
  note,
}: Method): Inventory['method'] => ({
  id,
  name,
  gwpSet,
  edition,
  total: [...total],
  source,
  confidence,
  note,
});

const headOf = (
  source: SourceDefinition,
  method: Method,
): Pick<
  InventorySource,
  | 'code'
  | 'name'
  | 'category'
  | 'scope'
  | 'facility'
  | 'sourceVersion'
  | 'system'
  | 'methodScope'
  | 'line'
  | 'weight'
> => ({
  code: source.code,
  name: source.name,
  category: source.category,
  scope: scopeOf(source.category),
  facility: source.facility ?? null,
  sourceVersion: source.version,
  system: source.system ?? 'main',
  methodScope: method.classes[source.category]?.scope ?? 'excluded',
  line: method.classes[source.category]?.line ?? { zh: '', en: '' },
  weight: weightInTotal(source, method),
});

type Totals = Omit<
  Inventory,
  | 'site'
  | 'siteName'
  | 'timezone'
  | 'from'
  | 'to'
  | 'method'
  | 'asOf'
  | 'computedAt'
  | 'settled'
  | 'factorSet'
  | 'warnings'
  | 'excluded'
  | 'uncertainty'
  | 'electricity'
>;

/** Coverage is weighted by emissions: a gap of the largest source counts most. */
const weightedCoverage = (lines: readonly InventorySource[], total: number): number => {
  if (lines.length === 0) return 0;
  if (total <= 0) return lines.reduce((sum, line) => sum + line.activity.coverage, 0) / lines.length;
  return lines.reduce((sum, line) => sum + ((line.tco2e ?? 0) / total) * line.activity.coverage, 0);
};

/** Grade of the whole, weighted by emissions; null without a graded line. */
const wholeQuality = (lines: readonly InventorySource[]): Inventory['dataQuality'] => {
  const whole = inventoryGrade(
    lines.map(({ dataQuality, exact }) => ({ quality: dataQuality ?? null, tco2e: exact })),
  );
  if (whole === null) return null;
  const { grade, activity, factor, why } = whole;
  return { grade, activity, factor, why };
};

const totals = (
  lines: readonly (InventorySource & { readonly terms: readonly GasTerm[] })[],
  method: Method,
  uncertaintyOf: (terms: readonly GasTerm[]) => Uncertainty | null,
): Totals => {
  const terms = lines.flatMap((line) => line.terms);
  const { direct, energyIndirect, otherIndirect, biogenic, removal, total } = inventoryTotals(terms, method);
  const figure = (part: { tco2e: string } | null): number | null =>
    part === null ? null : Number(part.tco2e);
  const totalTco2e = figure(total);
  const energy = lines.flatMap((line) =>
    line.energy === null ? [] : [{ sourceCode: line.code, ...line.energy }],
  );
  const inTotal = lines.filter(({ methodScope }) => method.total.some((scope) => scope === methodScope));
  return {
    complete:
      lines.length > 0 && lines.every((line) => line.status === 'ok' && line.activity.coverage > 0.9999),
    directTco2e: figure(direct),
    indirectTco2e: figure(energyIndirect),
    otherIndirectTco2e: figure(otherIndirect),
    removalTco2e: figure(removal),
    totalTco2e,
    exact: {
      direct: direct?.tco2e ?? null,
      indirect: energyIndirect?.tco2e ?? null,
      total: total?.tco2e ?? null,
    },
    estimatedTco2e: inTotal.reduce((sum, line) => sum + line.estimatedTco2e, 0),
    biogenicTco2: figure(biogenic) ?? 0,
    gases: gasTotals(terms, lines, method),
    lines: methodLines(terms, method).map(({ terms: own, ...line }) => ({
      ...line,
      exact: decimalText(line.exact),
      uncertainty: uncertaintyOf(own),
    })),
    dataQuality: wholeQuality(inTotal),
    comprehensiveEnergyTce: energy.length === 0 ? null : Number(comprehensiveEnergy(energy).tce),
    coverage: weightedCoverage(inTotal, totalTco2e ?? 0),
    quality:
      lines.length === 0
        ? 'missing'
        : worstQuality(lines.map((line) => (line.status === 'ok' ? line.activity.quality : 'missing'))),
    sources: lines.map(({ terms: _terms, ...line }) => ({
      ...line,
      share:
        line.tco2e === null ||
        totalTco2e === null ||
        totalTco2e === 0 ||
        !inTotal.some((own) => own.code === line.code)
          ? null
          : line.tco2e / totalTco2e,
    })),
  };
};
