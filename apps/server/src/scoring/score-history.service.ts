import { Injectable } from '@nestjs/common';
import { isoIn, monthLabel, startOf, yearOf, type Span } from '@zerofab/calendar';
import type { ScoreHistory, ScoreHistoryQuery } from '@zerofab/contracts';
import { ScoreFactsService } from '@zerofab/inventory';
import { History } from '@zerofab/records';
import { evaluate, indicatorsOf, type Evaluation, type Scheme } from '@zerofab/scoring';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { RefusedError, type Bilingual } from '@zerofab/vocabulary';
import { evaluationAnswer } from './evaluation-answer.js';
import { Recent } from './recent.js';
import { SchemeCatalog } from './scheme-catalog.js';
import { SiteEvaluationService, type ScoreOptions } from './site-evaluation.service.js';
import { factsFor, givenInputs } from './site-inputs.js';
import { optionsOf } from './site-scores.service.js';
import { standingInputs } from './window-inputs.js';
import { atYearlyPace } from './yearly-pace.js';

type Item = ScoreHistory['items'][number];

/** Years shown at most, the asked one last. */
const YEARS = 6;
const NO_DATA: Bilingual = { zh: '该时段没有数据', en: 'there are no data of this period' };

/** What is asked of one period. */
interface Asked {
  readonly period: string;
  readonly span: Span;
  readonly run: () => Promise<Evaluation>;
}

export const kindOf = (kind: ScoreHistoryQuery['kind']): Scheme['kind'] =>
  kind === 'zero-carbon' ? 'zeroCarbon' : 'greenFactory';

/** Start of a month of a year, counted from 0; 12: of the next year. */
const monthStart = (year: number, month: number, zone: string): number =>
  startOf(startOf(Date.UTC(year, 5, 30), 'year', zone), 'month', zone, month);

/** Scores of a site over time: each period with its own data, unknown where there are none. */
@Injectable()
export class ScoreHistoryService {
  private readonly recent = new Recent<ScoreHistory>();

  constructor(
    private readonly sites: SiteStore,
    private readonly catalog: SchemeCatalog,
    private readonly evaluations: SiteEvaluationService,
    private readonly facts: ScoreFactsService,
    private readonly history: History,
  ) {}

  /** @throws RefusedError `scoring-unknown-scheme`, `scoring-unknown-option` */
  async scores(siteCode: string, query: ScoreHistoryQuery, nowMs: number): Promise<ScoreHistory> {
    const site = await this.sites.requireSite(siteCode);
    const seq = await this.history.latestSeq();
    return this.recent.get(JSON.stringify([site.code, query]), seq, nowMs, async () =>
      this.worked(site, query, nowMs),
    );
  }

  private async worked(site: SiteEntity, query: ScoreHistoryQuery, nowMs: number): Promise<ScoreHistory> {
    const { kind, by, year, scheme: id, ...chosen } = query;
    const scheme = await this.catalog.ofKind(kindOf(kind), id);
    const options = optionsOf(chosen);
    const asked =
      by === 'year'
        ? this.years(site, scheme, year, options, nowMs)
        : this.months(site, scheme, year, options, nowMs);
    const items: Item[] = [];
    // One after another: each reads a year of the store.
    for (const each of asked) items.push(await itemOf(each, site.timezone, nowMs));
    return {
      site: site.code,
      scheme: scheme.id,
      by,
      indicators: indicatorsOf(scheme).map(({ id: code, title, unit, thresholds }) => ({
        id: code,
        title,
        unit,
        core: thresholds !== null,
      })),
      items,
    };
  }

  private years(
    site: SiteEntity,
    scheme: Scheme,
    last: number,
    options: ScoreOptions,
    nowMs: number,
  ): Asked[] {
    const end = Math.min(last, yearOf(nowMs, site.timezone));
    return Array.from({ length: YEARS }, (_, n) => end - YEARS + 1 + n).map((year) => ({
      period: String(year),
      span: { fromMs: monthStart(year, 0, site.timezone), toMs: monthStart(year, 12, site.timezone) },
      run: () => this.evaluations.evaluation(site, scheme, year, nowMs, options),
    }));
  }

  /** Each month of a year that is over, its amounts at the pace of the year. */
  private months(
    site: SiteEntity,
    scheme: Scheme,
    year: number,
    options: ScoreOptions,
    nowMs: number,
  ): Asked[] {
    const zone = site.timezone;
    const yearMs = monthStart(year, 12, zone) - monthStart(year, 0, zone);
    return Array.from({ length: 12 }, (_, month) => ({
      fromMs: monthStart(year, month, zone),
      toMs: monthStart(year, month + 1, zone),
    }))
      .filter(({ toMs }) => toMs <= nowMs)
      .map((span) => ({
        period: monthLabel(span.fromMs, zone),
        span,
        run: async () => {
          const known = await this.facts.within(site, span, nowMs);
          const entered = standingInputs(scheme, await this.evaluations.entered(site, scheme.id, year));
          const facts = factsFor(scheme, atYearlyPace(known, span.toMs - span.fromMs, yearMs));
          return evaluate(scheme, year, givenInputs(scheme, facts, entered), options, 'open');
        },
      }));
  }
}

const itemOf = async ({ period, span, run }: Asked, zone: string, nowMs: number): Promise<Item> => {
  const head = {
    period,
    from: isoIn(span.fromMs, zone),
    to: isoIn(span.toMs, zone),
    complete: span.toMs <= nowMs,
  };
  const unknown = (reason: Bilingual): Item => ({
    ...head,
    score: null,
    upperBound: null,
    completeness: null,
    reason,
    values: [],
  });
  try {
    const { score, upperBound, completeness, indicators } = evaluationAnswer(await run());
    if (indicators.every(({ value }) => value === null)) return unknown(NO_DATA);
    const values = indicators.map(({ id, value, points }) => ({ id, value, points }));
    return { ...head, score, upperBound, completeness, reason: null, values };
  } catch (error) {
    // A year in which the scheme does not hold has no score; anything else is no matter of the period.
    if (error instanceof RefusedError && error.refusal.code === 'scoring-scheme-not-in-force')
      return unknown(error.refusal.fields?.[0]?.text ?? error.refusal.text);
    throw error;
  }
};
