import { Injectable } from '@nestjs/common';
import { dayLabel, isoIn, monthLabel, yearOf, type Span } from '@zerofab/calendar';
import type { CentreFunctions } from '@zerofab/contracts';
import {
  BudgetService,
  IntensityService,
  PeriodStore,
  ProofStore,
  ScoreSimulationStore,
} from '@zerofab/inventory';
import { AuditLog, History } from '@zerofab/records';
import { liveCount, liveTests, type CentreFacts, type FunctionVerdict } from '@zerofab/scoring';
import type { SiteEntity } from '@zerofab/telemetry';
import { BalanceService } from '../balance/balance.service.js';
import { SiteEnergyService } from '../site-energy/site-energy.service.js';
import { Recent } from './recent.js';
import {
  balanceFigures,
  budgetFigures,
  firstLevelFigures,
  flowFigures,
  intensityFigures,
  testSpans,
} from './centre-figures.js';

/** Live tests of the functions of the energy-carbon centre on the data of a site. */
@Injectable()
export class CentreService {
  private readonly recent = new Recent<readonly FunctionVerdict[]>();

  constructor(
    private readonly energy: SiteEnergyService,
    private readonly balances: BalanceService,
    private readonly intensities: IntensityService,
    private readonly budgets: BudgetService,
    private readonly periods: PeriodStore,
    private readonly proofs: ProofStore,
    private readonly simulations: ScoreSimulationStore,
    private readonly log: AuditLog,
    private readonly history: History,
  ) {}

  async functions(site: SiteEntity, nowMs: number): Promise<CentreFunctions> {
    const verdicts = await this.verdicts(site, nowMs);
    return {
      site: site.code,
      at: isoIn(nowMs, site.timezone),
      live: { guide: liveCount(verdicts, 12), national: liveCount(verdicts, 13) },
      items: verdicts.map((verdict) => ({ ...verdict })),
    };
  }

  /** What the tests say now; the same run for a minute, unless a record changes. */
  async verdicts(site: SiteEntity, nowMs: number): Promise<readonly FunctionVerdict[]> {
    const seq = await this.history.latestSeq();
    return this.recent.get(site.code, seq, nowMs, async () => liveTests(await this.facts(site, nowMs)));
  }

  /** What the tests said last, for a score that must not wait for a new run; the first time it does. */
  async latestVerdicts(site: SiteEntity, nowMs: number): Promise<readonly FunctionVerdict[]> {
    const seq = await this.history.latestSeq();
    return this.recent.soon(site.code, seq, nowMs, async () => liveTests(await this.facts(site, nowMs)));
  }

  private async facts(site: SiteEntity, nowMs: number): Promise<CentreFacts> {
    const { month, day } = testSpans(nowMs, site.timezone);
    const asked = ({ fromMs, toMs }: Span) => ({
      from: isoIn(fromMs, site.timezone),
      to: isoIn(toMs, site.timezone),
    });
    const label = monthLabel(month.fromMs, site.timezone);
    const periods = await this.periods.list(site.id);
    const months = periods.filter(({ period }) => period.length === label.length);
    const locked = months.filter(({ state }) => state === 'locked').map(({ period }) => period);
    return {
      firstLevel: firstLevelFigures(await this.energy.energy(site.code, asked(day))),
      month: label,
      monthState: months.find(({ period }) => period === label)?.state ?? 'open',
      ...intensityFigures(await this.intensities.intensities(site, month, nowMs)),
      flow: flowFigures(await this.energy.energy(site.code, asked(month))),
      balance: balanceFigures(await this.balances.balance(site.code, asked(month))),
      budget: budgetFigures(await this.budgets.execution(site, yearOf(nowMs, site.timezone), nowMs)),
      lockedMonth: locked.toSorted().at(-1) ?? null,
      bundleAt: await this.bundleDay(site),
      registerEntries: (await this.proofs.active(site.id)).length,
      simulations: await this.simulations.count(site.id),
    };
  }

  private async bundleDay(site: SiteEntity): Promise<string | null> {
    const at = await this.log.lastExport(site.code, `/api/v1/sites/${site.code}/reports/audit-bundle`);
    return at === null ? null : dayLabel(at.getTime(), site.timezone);
  }
}
