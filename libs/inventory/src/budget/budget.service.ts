import { Injectable } from '@nestjs/common';
import { isoIn, startOf, type Span } from '@zerofab/calendar';
import type {
  ApproveBudget,
  Budget,
  BudgetExecution,
  BudgetProposal,
  BudgetProposalQuery,
  BudgetVersionList,
  PutBudget,
} from '@zerofab/contracts';
import { History, type ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { refusedField } from '@zerofab/vocabulary';
import { SourceStore } from '../sources/source.store.js';
import { ActualsService } from './actuals.service.js';
import { checkItem, checkUnits, itemsOf } from './budget-checks.js';
import { BudgetStore, type BudgetItem, type BudgetVersion } from './budget.store.js';
import { executionOf, monthBorders } from './execution.js';
import { indicatorOf, type Indicator } from './indicator.js';

/** Many screens ask for the same: one answer serves them for this long, until a record changes. */
const REUSE_MS = 60_000;

const head = (year: number, found: BudgetVersion | undefined): BudgetVersionList['items'][number] => ({
  year,
  version: found?.version ?? 0,
  state: found === undefined ? 'none' : found.approvedBy === null ? 'draft' : 'approved',
  author: found?.author ?? null,
  recordedAt: found?.recordedAt.toISOString() ?? null,
  approvedBy: found?.approvedBy ?? null,
  approvedAt: found?.approvedAt?.toISOString() ?? null,
  approvalNote: found?.approvalNote ?? null,
  note: found?.note ?? null,
});

/** The year and the one before: shape, comparison, and history for a forecast. */
const twoYears = (year: number, zone: string): Span => {
  const inside = Date.UTC(year, 5, 30);
  return { fromMs: startOf(inside, 'year', zone, -1), toMs: startOf(inside, 'year', zone, 1) };
};

/** Budgets of a year: proposed, approved by another person, held against what is used. */
@Injectable()
export class BudgetService {
  private readonly recent = new Map<
    string,
    { readonly atMs: number; readonly seq: number; readonly answer: Promise<BudgetExecution> }
  >();

  constructor(
    private readonly budgets: BudgetStore,
    private readonly actuals: ActualsService,
    private readonly sources: SourceStore,
    private readonly sites: SiteStore,
    private readonly history: History,
  ) {}

  async describe(site: SiteEntity, year: number, version?: number): Promise<Budget> {
    const found =
      version === undefined
        ? await this.budgets.find(site.id, year)
        : await this.budgets.require(site.id, year, version);
    const approved = await this.budgets.approved(site.id, year);
    return {
      site: site.code,
      ...head(year, found),
      approvedVersion: approved?.version ?? null,
      items: found?.items ?? [],
    };
  }

  async versions(site: SiteEntity, year: number): Promise<BudgetVersionList> {
    return { items: (await this.budgets.versions(site.id, year)).map((each) => head(year, each)) };
  }

  /** @throws RefusedError validation, budget-does-not-add-up, reason-needed, stale-version */
  async save(site: SiteEntity, year: number, body: PutBudget, request: ChangeRequest): Promise<void> {
    const items = itemsOf(body);
    const indicators = await this.indicators(site, items);
    for (const [index, item] of items.entries()) {
      const indicator = indicators[index];
      if (indicator !== undefined) checkItem(item, indicator, index);
    }
    checkUnits(items);
    const note = body.note ?? null;
    const present = await this.budgets.find(site.id, year);
    if (present !== undefined && (note === null || note === ''))
      throw refusedField('reason-needed', 'note', {
        zh: `${String(year)} 年已有第 ${String(present.version)} 版预算；请说明更改原因`,
        en: `version ${String(present.version)} of the budget of ${String(year)} is there; say why it is changed`,
      });
    await this.budgets.save(site, { year, items, note }, request);
  }

  /** @throws RefusedError own-budget, budget-not-approvable, unknown-version */
  async approve(
    site: SiteEntity,
    year: number,
    { version, note }: ApproveBudget,
    request: ChangeRequest,
  ): Promise<void> {
    await this.budgets.approve(site, { year, version, note: note ?? null }, request);
  }

  /** How the budget in force stands; of a year without one nothing is told. */
  async execution(site: SiteEntity, year: number, nowMs: number): Promise<BudgetExecution> {
    const seq = await this.history.latestSeq();
    const key = `${String(site.id)}:${String(year)}`;
    const before = this.recent.get(key);
    if (before !== undefined && before.seq === seq && nowMs - before.atMs < REUSE_MS) return before.answer;
    const answer = this.execute(site, year, nowMs);
    this.forgetOld(nowMs);
    this.recent.set(key, { atMs: nowMs, seq, answer });
    answer.catch(() => this.recent.delete(key));
    return answer;
  }

  /** What the year before used of an indicator, by month: where a budget begins from. */
  async proposal(
    site: SiteEntity,
    year: number,
    { indicator: id, siteUnit }: BudgetProposalQuery,
    nowMs: number,
  ): Promise<BudgetProposal> {
    const [indicator] = await this.indicators(site, [{ indicator: id, siteUnit: siteUnit ?? null }]);
    if (indicator === undefined) throw new Error('an indicator was asked for');
    const span = twoYears(year, site.timezone);
    const before = { fromMs: span.fromMs, toMs: monthBorders(year, site.timezone)[0] ?? span.toMs };
    const [days = []] = await this.actuals.days(site, [indicator], before, nowMs);
    return {
      indicator: id,
      siteUnit: siteUnit ?? null,
      name: indicator.name,
      unit: indicator.unit,
      months: Array.from({ length: 12 }, (_, n) => {
        const month = `${String(year - 1)}-${String(n + 1).padStart(2, '0')}`;
        const own = days.filter(({ day }) => day.startsWith(month));
        const amounts = own.flatMap(({ value, atLeast }) => value ?? atLeast ?? []);
        return {
          month,
          actual: amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0),
          complete: own.length > 0 && own.every(({ value }) => value !== null),
        };
      }),
    };
  }

  private async execute(site: SiteEntity, year: number, nowMs: number): Promise<BudgetExecution> {
    const zone = site.timezone;
    const budget = await this.budgets.approved(site.id, year);
    const items = budget?.items ?? [];
    const span = twoYears(year, zone);
    const indicators = await this.indicators(site, items);
    const days = await this.actuals.days(site, indicators, span, nowMs);
    return {
      site: site.code,
      year,
      version: budget?.version ?? null,
      through: isoIn(Math.min(span.toMs, nowMs), zone),
      items: items.flatMap((item, n) => {
        const indicator = indicators[n];
        return indicator === undefined
          ? []
          : [executionOf({ item, indicator, days: days[n] ?? [], year, zone, nowMs })];
      }),
    };
  }

  private async indicators(
    site: SiteEntity,
    items: readonly Pick<BudgetItem, 'indicator' | 'siteUnit'>[],
  ): Promise<Indicator[]> {
    const meters = await this.sites.listMeters(site.id);
    const sources = await this.sources.list(site.id);
    return items.map(({ indicator, siteUnit }) => indicatorOf(indicator, site, meters, sources, siteUnit));
  }

  private forgetOld(nowMs: number): void {
    for (const [key, { atMs }] of this.recent) if (nowMs - atMs >= REUSE_MS) this.recent.delete(key);
  }
}
