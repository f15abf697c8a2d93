import { Injectable } from '@nestjs/common';
import { isoIn, type Span } from '@zerofab/calendar';
import type { Intensities, IntensityFigure } from '@zerofab/contracts';
import { intensityOf, limitGap, type Allocated, type Amount, type Intensity } from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { COAL_CONVENTIONS, type Bilingual, type CoalConvention } from '@zerofab/vocabulary';
import { ScoreFactsService } from '../scores/score-facts.service.js';
import { alignedEnd } from './aligned-end.js';
import { allocatedOf, energyOfSite } from './energy-basis.js';
import { productionAmount } from './production-amount.js';
import { ProductionReader, type ProductionRow } from './production-reader.js';

type Row = Intensities['rows'][number];

const view = (figure: Amount | Intensity, unit: string): IntensityFigure =>
  figure.state === 'missing'
    ? { value: null, unit, reason: figure.reason, trace: null }
    : { value: figure.value, unit: figure.unit, reason: null, trace: figure.trace };

const missing = (reason: Bilingual): Amount => ({ state: 'missing', reason });

/** Energy and emissions of a span, and what each product takes of them. */
interface Basis {
  readonly span: Span;
  readonly zone: string;
  readonly energy: ReadonlyMap<CoalConvention, Amount>;
  readonly emissions: Amount;
  readonly allocated: Allocated;
}

/** Energy and emissions per unit of product, per value, area and head, beside the levels of standards. */
@Injectable()
export class IntensityService {
  constructor(
    private readonly production: ProductionReader,
    private readonly facts: ScoreFactsService,
  ) {}

  async intensities(site: SiteEntity, asked: Span, nowMs: number): Promise<Intensities> {
    const rows = await this.production.rows(site, asked, nowMs);
    const span = { fromMs: asked.fromMs, toMs: Math.max(alignedEnd(rows, asked, nowMs), asked.fromMs + 1) };
    const basis = await this.basis(site, rows, span, nowMs);
    const { allocated } = basis;
    return {
      site: site.code,
      from: isoIn(span.fromMs, site.timezone),
      to: isoIn(span.toMs, site.timezone),
      asked: isoIn(asked.toMs, site.timezone),
      energy: [...basis.energy].map(([convention, amount]) => ({ convention, ...view(amount, 'tce') })),
      emissions: view(basis.emissions, 'tCO2e'),
      allocation:
        allocated.state === 'missing'
          ? { rule: null, reason: allocated.reason, unallocated: null }
          : { rule: allocated.rule, reason: null, unallocated: decimalText(allocated.unallocated) },
      rows: rows.map((row) => rowOf(row, basis)),
    };
  }

  private async basis(
    site: SiteEntity,
    rows: readonly ProductionRow[],
    span: Span,
    nowMs: number,
  ): Promise<Basis> {
    const { byName, emissions } = await this.facts.spanFacts(site, span, nowMs);
    return {
      span,
      zone: site.timezone,
      energy: new Map(COAL_CONVENTIONS.map((each) => [each, energyOfSite(byName, each)])),
      emissions,
      allocated: allocatedOf(rows, span, site.timezone),
    };
  }
}

const rowOf = (row: ProductionRow, { span, zone, energy, emissions, allocated }: Basis): Row => {
  const { product, unit } = row;
  const per = productionAmount(row, span, zone);
  const share =
    product === null
      ? new ExactDecimal(1)
      : allocated.state === 'value'
        ? allocated.shares.get(product.code)
        : undefined;
  const of = (amount: Amount, result: string): Amount | Intensity => {
    if (share !== undefined) return intensityOf(amount, per, share, result);
    if (per.state === 'missing') return per;
    return allocated.state === 'missing' ? allocated : missing({ zh: '未分摊', en: 'not allocated' });
  };
  const intensities = new Map([...energy].map(([each, amount]) => [each, of(amount, `kgce/${unit}`)]));
  return {
    measure: row.measure,
    product: product?.code ?? null,
    name: row.name,
    main: product?.main ?? false,
    per: view(per, unit),
    share: share === undefined ? null : decimalText(share),
    energy: [...intensities].map(([convention, figure]) => ({ convention, ...view(figure, `kgce/${unit}`) })),
    emissions: view(of(emissions, `kgCO2e/${unit}`), `kgCO2e/${unit}`),
    limits: (product?.limits ?? []).map((limit) => limitOf(limit as Limit, intensities)),
  };
};

type Limit = Omit<Row['limits'][number], 'met' | 'gap' | 'gapShare'>;

const limitOf = (limit: Limit, intensities: ReadonlyMap<CoalConvention, Amount | Intensity>) => {
  const figure = intensities.get(limit.convention);
  if (figure?.state !== 'value') return { ...limit, met: null, gap: null, gapShare: null };
  const { met, gap, gapShare } = limitGap(figure, limit);
  return { ...limit, met, gap, gapShare };
};
