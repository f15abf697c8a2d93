import { Injectable } from '@nestjs/common';
import {
  DEFAULT_MATERIALITY,
  effectsOf,
  materialityInTonnes,
  type MaterialityInTonnes,
} from '@zerofab/verification';
import type { ChangeRequest, StoredEngagement } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import type { Opinion } from '@zerofab/vocabulary';
import type { EntityManager } from 'typeorm';
import { FreezeService } from '../periods/freeze.service.js';
import type { Period } from '../periods/period-rows.js';
import { periodSpan } from '../periods/period-span.js';
import { openPeriod, stamp } from '../periods/period-steps.js';
import { PeriodStore } from '../periods/period.store.js';
import { VersionStore } from '../periods/version.store.js';
import { EngagementStore } from './engagement.store.js';
import { FindingStore } from './finding.store.js';
import {
  effectsMaterial,
  engagementState,
  figuresOfBasisMoved,
  majorOpen,
  noStatement,
  notSubmitted,
} from './verification-refusals.js';
import type { Engagement } from './verification-rows.js';
import { VerifiedDataService, type BoundFigures, type VerifiedData } from './verified-data.service.js';

/** What an auditor says of an engagement. */
export interface EngagementPlan extends Pick<StoredEngagement, 'assurance' | 'verifier' | 'seed'> {
  /** Null: the default of this platform. */
  readonly materiality: Omit<StoredEngagement['materiality'], 'isDefault'> | null;
}

/** Leads verification engagements from the first look to the conclusion. */
@Injectable()
export class EngagementsService {
  constructor(
    private readonly store: EngagementStore,
    private readonly findings: FindingStore,
    private readonly data: VerifiedDataService,
    private readonly periods: PeriodStore,
    private readonly freezer: FreezeService,
    private readonly versions: VersionStore,
  ) {}

  /**
   * Begins an engagement, bound to the figures of its year as they stand.
   * @throws RefusedError bad-period, engagement-open, period-figures-moved
   */
  async open(
    site: SiteEntity,
    year: number,
    plan: EngagementPlan,
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Engagement> {
    const period = await this.periodOf(site, String(year));
    const bound = await this.data.bind(site, period, nowMs);
    const opened = { by: request.actor.username, at: '' };
    const value: StoredEngagement = {
      period: period.period,
      state: 'open',
      ...planned(plan),
      basis: { ...bound.basis, ...opened },
      opened,
      statement: null,
      conclusion: null,
      withdrawn: null,
    };
    return this.store.open(site, value, request, async (tx) => {
      await this.freezer.refuseStale(site, bound, tx);
      await this.versions.keep(tx, [bound.content]);
    });
  }

  /** Changes what an engagement says of itself. @throws RefusedError engagement-state, stale-version */
  async amend(
    site: SiteEntity,
    id: string,
    plan: EngagementPlan,
    request: ChangeRequest,
  ): Promise<Engagement> {
    return this.store.change(site, id, 'put', request, (present) => ({
      ...opened(present),
      ...planned(plan),
    }));
  }

  /** Binds an engagement to the figures as they stand now. @throws RefusedError engagement-state, period-figures-moved */
  async bind(
    site: SiteEntity,
    id: string,
    reason: string,
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Engagement> {
    const before = opened(await this.store.require(site.id, id));
    const bound = await this.data.bind(site, await this.periodOf(site, before.period), nowMs);
    return this.store.change(site, id, 'bind', { ...request, reason }, async (present, tx) => {
      await this.freezer.refuseStale(site, bound, tx);
      await this.versions.keep(tx, [bound.content]);
      return { ...opened(present), basis: { ...bound.basis, ...stamp(request, tx.at) } };
    });
  }

  /** Ends an engagement without a conclusion. @throws RefusedError engagement-state */
  async withdraw(site: SiteEntity, id: string, reason: string, request: ChangeRequest): Promise<Engagement> {
    return this.store.change(site, id, 'withdraw', { ...request, reason }, (present, { at }) => ({
      ...opened(present),
      state: 'withdrawn',
      withdrawn: { ...stamp(request, at), reason },
    }));
  }

  /** Attaches the verification statement, in place of one attached before. @throws RefusedError engagement-state */
  async attach(
    site: SiteEntity,
    id: string,
    statement: NonNullable<StoredEngagement['statement']>,
    request: ChangeRequest,
  ): Promise<Engagement> {
    const asked = { ...request, expectedVersion: undefined };
    return this.store.change(site, id, 'put', asked, (present) => ({ ...opened(present), statement }));
  }

  /**
   * Concludes an engagement, which ends it.
   * @throws RefusedError engagement-state, period-state, no-statement, major-finding-open, effects-material,
   * period-figures-moved
   */
  async conclude(
    site: SiteEntity,
    id: string,
    said: { readonly opinion: Opinion; readonly summary: string },
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Engagement> {
    const before = opened(await this.store.require(site.id, id));
    const period = await this.periodOf(site, before.period);
    if (period.state !== 'submitted' && period.state !== 'locked') throw notSubmitted(before.period);
    if (before.statement === null) throw noStatement();
    const mark = await this.freezer.mark(site);
    await this.data.requireUnmoved(site, period, before.basis, nowMs);
    const limits = limitsOf(before, await this.data.read(before.basis.data));
    return this.store.change(site, id, 'conclude', request, async (present, tx) => {
      const now = opened(present);
      // Bound anew meanwhile: what was looked at is another thing.
      if (now.basis.sha256 !== before.basis.sha256) throw figuresOfBasisMoved();
      await this.refuseMoved(site, period, mark, tx);
      await this.refuseFindings(id, said.opinion, limits, tx.manager);
      return { ...now, state: 'concluded', conclusion: { ...said, ...stamp(request, tx.at) } };
    });
  }

  /** Materiality in tonnes of an engagement. */
  async limits(engagement: Engagement): Promise<MaterialityInTonnes> {
    return limitsOf(engagement, await this.data.read(engagement.basis.data));
  }

  /** A period as it stands; one that was never closed is open. @throws RefusedError bad-period */
  async periodOf(site: SiteEntity, code: string): Promise<Period> {
    const span = periodSpan(code, site.timezone);
    return (await this.periods.find(site.id, code)) ?? openPeriod(site, code, span);
  }

  private async refuseMoved(
    site: SiteEntity,
    { period, version }: Period,
    mark: Pick<BoundFigures, 'seq'>,
    tx: Parameters<FreezeService['refuseStale']>[2],
  ): Promise<void> {
    await this.freezer.refuseStale(site, mark, tx);
    // Reopened, or restated, in the meantime.
    if ((await this.periods.find(site.id, period, tx.manager))?.version !== version)
      throw figuresOfBasisMoved();
  }

  private async refuseFindings(
    id: string,
    opinion: Opinion,
    { total }: MaterialityInTonnes,
    manager: EntityManager,
  ): Promise<void> {
    const effects = effectsOf(await this.findings.list(id, manager), total);
    if (effects.open.major > 0) throw majorOpen(effects.open.major);
    if (opinion === 'unmodified' && effects.material === true && total !== null)
      throw effectsMaterial(effects.gross, total);
  }
}

/** @throws RefusedError engagement-state */
const opened = (engagement: Engagement): StoredEngagement => {
  if (engagement.state !== 'open') throw engagementState(engagement.id, engagement.state);
  return engagement;
};

const planned = ({
  materiality,
  ...rest
}: EngagementPlan): Pick<StoredEngagement, 'assurance' | 'verifier' | 'seed' | 'materiality'> => ({
  ...rest,
  materiality:
    materiality === null
      ? { ...DEFAULT_MATERIALITY, classes: [], isDefault: true }
      : { ...materiality, isDefault: false },
});

const limitsOf = (
  { materiality }: Pick<StoredEngagement, 'materiality'>,
  { totalTco2e, classes }: VerifiedData,
): MaterialityInTonnes => materialityInTonnes(materiality, totalTco2e, new Map(Object.entries(classes)));
