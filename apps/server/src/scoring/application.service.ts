import { Injectable } from '@nestjs/common';
import { isoIn, yearOf } from '@zerofab/calendar';
import type { Application, PutApplication, PutSelfEvaluation } from '@zerofab/contracts';
import { ApplicationStore, EvidenceStore } from '@zerofab/inventory';
import { History, type ChangeRequest } from '@zerofab/records';
import {
  ACCEPTANCE_OUTLINE,
  coreIndicators,
  PLAN_OUTLINE,
  type Evaluation,
  type Scheme,
} from '@zerofab/scoring';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { RefusedError, refusedField } from '@zerofab/vocabulary';
import { applicationView } from './application-view.js';
import { SchemeCatalog } from './scheme-catalog.js';
import { SiteEvaluationService } from './site-evaluation.service.js';

const MOST_VERSIONS = 100;

/** Applications of a factory by a scheme: plan, yearly targets, yearly self-evaluations, file for acceptance. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly sites: SiteStore,
    private readonly catalog: SchemeCatalog,
    private readonly evaluations: SiteEvaluationService,
    private readonly store: ApplicationStore,
    private readonly evidence: EvidenceStore,
    private readonly history: History,
  ) {}

  /** @throws RefusedError `scoring-unknown-scheme` */
  async application(siteCode: string, schemeId: string, nowMs: number): Promise<Application> {
    const site = await this.sites.requireSite(siteCode);
    const scheme = await this.catalog.ofKind('zeroCarbon', schemeId);
    return this.view(site, scheme, nowMs);
  }

  /**
   * Saves a version of the application; a change says why.
   * @throws RefusedError validation, reason-needed, unknown-evidence, stale-version
   */
  async put(
    siteCode: string,
    schemeId: string,
    body: PutApplication,
    change: ChangeRequest,
  ): Promise<Application> {
    const site = await this.sites.requireSite(siteCode);
    const scheme = await this.catalog.ofKind('zeroCarbon', schemeId);
    const present = await this.store.find(site.id, scheme.id);
    checkBody(scheme, body);
    if (present !== undefined && (body.note ?? '') === '')
      throw refusedField('reason-needed', 'note', {
        zh: `方案已有第 ${String(present.version)} 版；请说明更改原因`,
        en: `version ${String(present.version)} of the plan is there; say why it is changed`,
      });
    for (const [list, parts] of Object.entries({ plan: body.plan, acceptance: body.acceptance }))
      for (const [index, part] of parts.entries())
        await this.evidence.checkReferences(
          site.id,
          `${list}.${String(index)}.evidence`,
          part.evidence ?? undefined,
        );
    await this.store.put(site, contentOf(scheme.id, body), change);
    return this.view(site, scheme, Date.now());
  }

  /**
   * Records what the factory says of a year, with the core values as they come out now.
   * @throws RefusedError validation where the year is outside the plan or has not begun, unknown-evidence, stale-version
   */
  async evaluate(
    siteCode: string,
    at: { readonly scheme: string; readonly year: number },
    body: PutSelfEvaluation,
    change: ChangeRequest,
  ): Promise<Application> {
    const nowMs = Date.now();
    const site = await this.sites.requireSite(siteCode);
    const scheme = await this.catalog.ofKind('zeroCarbon', at.scheme);
    const plan = await this.store.find(site.id, scheme.id);
    checkYear(plan, at.year, yearOf(nowMs, site.timezone));
    await this.evidence.checkReferences(site.id, 'evidence', body.evidence ?? undefined);
    const found = await this.actual(site, scheme, at.year, nowMs);
    await this.store.putEvaluation(site, evaluationOf(scheme, at.year, body, found), change);
    return this.view(site, scheme, nowMs);
  }

  private async view(site: SiteEntity, scheme: Scheme, nowMs: number): Promise<Application> {
    const thisYear = yearOf(nowMs, site.timezone);
    const stored = await this.store.find(site.id, scheme.id);
    const first = Math.max(stored?.fromYear ?? thisYear, scheme.firstYear);
    const actuals = new Map<number, Evaluation | null>();
    for (let year = first; year <= Math.min(stored?.toYear ?? thisYear, thisYear); year += 1)
      actuals.set(year, await this.actual(site, scheme, year, nowMs));
    const { entries } = await this.history.page({
      site: site.code,
      kind: 'application',
      key: scheme.id,
      limit: MOST_VERSIONS,
    });
    return applicationView({
      site: site.code,
      scheme,
      thisYear,
      stored,
      evaluations: await this.store.evaluations(site.id, scheme.id),
      actuals,
      versions: entries.map(({ version, actor, at, reason }) => ({
        version,
        by: actor,
        at: isoIn(at.getTime(), site.timezone),
        reason,
      })),
    });
  }

  /** The score of a year; null in a year the scheme is not for. */
  private async actual(
    site: SiteEntity,
    scheme: Scheme,
    year: number,
    nowMs: number,
  ): Promise<Evaluation | null> {
    try {
      return await this.evaluations.evaluation(site, scheme, year, nowMs);
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.code === 'scoring-scheme-not-in-force') return null;
      throw error;
    }
  }
}

const checkYear = (
  plan: { readonly fromYear: number; readonly toYear: number } | undefined,
  year: number,
  thisYear: number,
): void => {
  if (plan !== undefined && year >= plan.fromYear && year <= Math.min(plan.toYear, thisYear)) return;
  throw refusedField('validation', 'year', {
    zh: `${String(year)} 年不在建设期内或尚未开始；请先保存方案，再自评已开始的年度`,
    en: `${String(year)} is outside the period of building, or has not begun; save the plan first, then evaluate years that have begun`,
  });
};

/** What is kept of a year: what was said, and the core values as they came out. */
const evaluationOf = (
  scheme: Scheme,
  year: number,
  { progress, results, evidence }: PutSelfEvaluation,
  found: Evaluation | null,
) => ({
  scheme: scheme.id,
  year,
  progress,
  results,
  evidence: evidence ?? null,
  values: coreIndicators(scheme).map(({ id, unit }) => ({
    indicator: id,
    value: found?.core.find((each) => each.id === id)?.value ?? null,
    unit,
  })),
  score: found?.score ?? null,
});

const checkBody = (scheme: Scheme, { targets, plan, acceptance, fromYear, toYear }: PutApplication): void => {
  const core = new Set(coreIndicators(scheme).map(({ id }) => id));
  const seen = new Set<string>();
  for (const [index, { year, indicator }] of targets.entries()) {
    const field = `targets.${String(index)}`;
    const key = `${indicator} ${String(year)}`;
    if (!core.has(indicator) || year < fromYear || year > toYear || seen.has(key))
      throw refusedField('validation', field, {
        zh: `${key}：须为核心指标（${[...core].join('、')}）在 ${String(fromYear)}–${String(toYear)} 年内的目标，且只有一个`,
        en: `${key}: give one target of a core indicator (${[...core].join(', ')}) within ${String(fromYear)} to ${String(toYear)}`,
      });
    seen.add(key);
  }
  const known = { plan: PLAN_OUTLINE, acceptance: ACCEPTANCE_OUTLINE };
  for (const [list, parts] of Object.entries({ plan, acceptance }) as ['plan' | 'acceptance', typeof plan][])
    for (const [index, { id }] of parts.entries())
      if (!known[list].some((part) => part.id === id))
        throw refusedField('validation', `${list}.${String(index)}.id`, {
          zh: `没有章节“${id}”；可用 ${known[list].map((part) => part.id).join('、')}`,
          en: `There is no part "${id}"; parts: ${known[list].map((part) => part.id).join(', ')}`,
        });
};

const contentOf = (scheme: string, { fromYear, toYear, plan, targets, acceptance, note }: PutApplication) => {
  const parts = (given: PutApplication['plan']) =>
    given
      .filter(({ text, evidence }) => text !== '' || (evidence ?? '') !== '')
      .map(({ id, text, evidence }) => ({ id, text, evidence: evidence ?? null }));
  return {
    scheme,
    fromYear,
    toYear,
    plan: parts(plan),
    targets: [...targets],
    acceptance: parts(acceptance),
    note: note ?? null,
  };
};
