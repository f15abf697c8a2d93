import { Injectable } from '@nestjs/common';
import { comprehensiveEnergy, inventoryTotals, methodById } from '@zerofab/accounting';
import type { Inventory, InventorySource } from '@zerofab/contracts';
import { FACTOR_SET_VERSION } from '@zerofab/factors';
import { invalid } from '@zerofab/platform';
import { bucketBorders, dayLabel, isoIn, type SiteEntity, type Span } from '@zerofab/telemetry';
import { SourceStore } from '../sources/source.store.js';
import { ActivityReader } from './activity-reader.js';
import { worstQuality } from './activity.js';
import { METHODS } from './methods.js';
import { sourceFigure, sourceHead } from './source-figure.js';

const SETTLE_MS = 10_000;

export interface InventoryQuestion {
  readonly span: Span;
  readonly method?: string | undefined;
  /** Day of the report in epoch ms; decides which factors were published. */
  readonly asOfMs?: number | undefined;
  readonly nowMs: number;
  readonly settleMs?: number;
}

/** Emission inventory of a site over any span, traced per source down to meter, register and span. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
  ) {}

  /** @throws ProblemError 422 for a method this version does not compute */
  async inventory(site: SiteEntity, question: InventoryQuestion): Promise<Inventory> {
    const method = METHODS.find((known) => known.id === (question.method ?? METHODS[0]?.id));
    if (method === undefined) {
      throw invalid(
        'unknown-method',
        `method: "${question.method ?? ''}" is not computed here; choose ${METHODS.map((known) => known.id).join(' or ')}`,
      );
    }
    const { span, nowMs } = question;
    const zone = site.timezone;
    const sources = await this.sources.list(site.id);
    const settled = await this.activity.settle(site, sources, question.settleMs ?? SETTLE_MS);
    const data = await this.activity.read(site, sources, bucketBorders(span, 'month', zone), nowMs);
    const context = {
      zone,
      gridRegion: site.gridRegion,
      asOf: dayLabel(question.asOfMs ?? nowMs, zone),
      nowMs,
    };
    const lines: InventorySource[] = [];
    for (const part of data) {
      lines.push({
        ...sourceHead(part.source),
        ...sourceFigure(part.source, part.activity, context),
        activity: await this.activity.describe(part, span, zone, nowMs),
        share: null,
        uncertainty: null,
      });
    }
    return {
      site: site.code,
      siteName: { zh: site.nameZh, en: site.nameEn },
      timezone: zone,
      from: isoIn(span.fromMs, zone),
      to: isoIn(span.toMs, zone),
      method,
      asOf: isoIn(question.asOfMs ?? nowMs, zone),
      computedAt: new Date(nowMs).toISOString(),
      settled,
      factorSet: FACTOR_SET_VERSION,
      ...totals(lines),
    };
  }
}

type Totals = Pick<
  Inventory,
  | 'complete'
  | 'directTco2e'
  | 'indirectTco2e'
  | 'totalTco2e'
  | 'exact'
  | 'estimatedTco2e'
  | 'biogenicTco2'
  | 'comprehensiveEnergyTce'
  | 'coverage'
  | 'quality'
  | 'sources'
>;

/** Coverage is weighted by emissions: a gap of the largest source counts most. */
const weightedCoverage = (lines: readonly InventorySource[], total: number): number => {
  if (lines.length === 0) return 0;
  if (total <= 0) return lines.reduce((sum, line) => sum + line.activity.coverage, 0) / lines.length;
  return lines.reduce((sum, line) => sum + ((line.tco2e ?? 0) / total) * line.activity.coverage, 0);
};

const totals = (lines: readonly InventorySource[]): Totals => {
  const terms = lines.flatMap((line) =>
    line.exact === null
      ? []
      : [{ name: line.code, category: line.category, tco2e: line.exact, ref: line.code, trace: line.trace }],
  );
  const { direct, energyIndirect, total } = inventoryTotals(terms, methodById());
  const figure = (part: { tco2e: string } | null): number | null =>
    part === null ? null : Number(part.tco2e);
  const totalTco2e = figure(total);
  const energy = lines.flatMap((line) =>
    line.energy === null ? [] : [{ sourceCode: line.code, ...line.energy }],
  );
  return {
    complete:
      lines.length > 0 && lines.every((line) => line.status === 'ok' && line.activity.coverage > 0.9999),
    directTco2e: figure(direct),
    indirectTco2e: figure(energyIndirect),
    totalTco2e,
    exact: {
      direct: direct?.tco2e ?? null,
      indirect: energyIndirect?.tco2e ?? null,
      total: total?.tco2e ?? null,
    },
    estimatedTco2e: lines.reduce((sum, line) => sum + line.estimatedTco2e, 0),
    // This version has no source class that emits CO2 of biomass: a true zero.
    biogenicTco2: 0,
    comprehensiveEnergyTce: energy.length === 0 ? null : Number(comprehensiveEnergy(energy).tce),
    coverage: weightedCoverage(lines, totalTco2e ?? 0),
    quality:
      lines.length === 0
        ? 'missing'
        : worstQuality(lines.map((line) => (line.status === 'ok' ? line.activity.quality : 'missing'))),
    sources: lines.map((line) => ({
      ...line,
      share: line.tco2e === null || totalTco2e === null || totalTco2e === 0 ? null : line.tco2e / totalTco2e,
    })),
  };
};
