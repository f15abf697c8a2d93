import { Injectable } from '@nestjs/common';
import type { Inventory } from '@zerofab/contracts';
import { isSameVersion, versionDifference, type VersionDifference } from '@zerofab/figures';
import type { ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, type RestatementState } from '@zerofab/vocabulary';
import { FreezeService } from './freeze.service.js';
import { FrozenInventories } from './frozen-inventories.service.js';
import { wrongState } from './period-refusals.js';
import type { Period, Restatement } from './period-rows.js';
import { PeriodStore } from './period.store.js';
import { PeriodsService } from './periods.service.js';
import { refuseOwn, refuseUnless, storedDifference } from './restatement-steps.js';
import { RestatementStore } from './restatement.store.js';
import { versionHead } from './version-head.js';
import { contentOf, VersionStore } from './version.store.js';
import { YearMonthsService } from './year-months.service.js';

/** Locked periods that have to be told anew: proposal with its difference, a second person, a further version. */
@Injectable()
export class RestatementsService {
  constructor(
    private readonly periods: PeriodsService,
    private readonly periodStore: PeriodStore,
    private readonly restatements: RestatementStore,
    private readonly versions: VersionStore,
    private readonly frozen: FrozenInventories,
    private readonly freezer: FreezeService,
    private readonly months: YearMonthsService,
  ) {}

  /**
   * What the present computation of a locked period says differently from its latest version: what a restatement
   * would change; null: nothing.
   * @param now the inventory of the period as it comes out now
   */
  async pending(site: SiteEntity, period: Period, now: Inventory): Promise<VersionDifference | null> {
    if (period.state !== 'locked') return null;
    const { inventory: was } = await this.frozen.version(site, period.period);
    const difference = versionDifference(was, now);
    return isSameVersion(difference) ? null : difference;
  }

  /** Why two versions of a period differ, line by line. @throws RefusedError unknown-version */
  async between(site: SiteEntity, period: string, from: number, to: number): Promise<VersionDifference> {
    const before = await this.frozen.version(site, period, from);
    const after = await this.frozen.version(site, period, to);
    return versionDifference(before.inventory, after.inventory);
  }

  /**
   * Begins a restatement: from now on records dated into the period are taken.
   * @throws RefusedError period-state but of a locked period, restatement-open, month-of-year
   */
  async open(site: SiteEntity, code: string, reason: string, request: ChangeRequest): Promise<Restatement> {
    const period = await this.periods.present(site, code);
    if (period.state !== 'locked') throw wrongState(code, period.state);
    const latest = await this.versions.require(site.id, code);
    return this.restatements.open(
      site,
      {
        period: code,
        state: 'open',
        reason,
        baseVersion: latest.version,
        opened: { by: request.actor.username, at: '' },
        proposed: null,
        decided: null,
        version: null,
      },
      request,
      async (manager) => this.months.refuseAlone(site.id, code, manager),
    );
  }

  /**
   * Proposes the figures as they come out now; what is approved is exactly these.
   * @throws RefusedError restatement-state, nothing-to-restate, period-figures-moved, year-months
   */
  async propose(
    site: SiteEntity,
    code: string,
    id: string,
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Restatement> {
    const before = await this.restatements.require(site.id, code, id);
    refuseUnless(before, ['open']);
    const period = await this.periods.present(site, code);
    const { inventory: was } = await this.frozen.version(site, code, before.baseVersion);
    const candidate = await this.freezer.candidate(site, period, nowMs);
    await this.months.refuseDiffering(site, code, nowMs);
    const difference = versionDifference(was, candidate.inventory);
    if (isSameVersion(difference))
      throw refused('nothing-to-restate', {
        zh: `报告期 ${code} 现在的计算结果与第 ${String(before.baseVersion)} 版一致，没有可更正的差异；请录入更正内容，或撤回此更正`,
        en: `The figures of ${code} come out as in version ${String(before.baseVersion)}: nothing differs; make the correction first, or withdraw the restatement`,
      });
    return this.restatements.change(site, before, 'propose', request, async (present, tx) => {
      refuseUnless(present, ['open']);
      await this.months.refuseUnfinished(site.id, code, tx.manager);
      await this.freezer.refuseStale(site, candidate, tx);
      await this.versions.keep(tx, candidate.contents);
      const by = { by: request.actor.username, at: tx.at.toISOString() };
      return {
        ...present,
        state: 'proposed',
        proposed: { ...by, parts: { ...candidate.parts }, difference: storedDifference(difference) },
      };
    });
  }

  /**
   * Approves a proposal: its content becomes the next version, beside the earlier ones.
   * @throws RefusedError restatement-state, second-person for who opened or proposed it
   */
  async approve(
    site: SiteEntity,
    code: string,
    id: string,
    note: string | null,
    request: ChangeRequest,
  ): Promise<Restatement> {
    const before = await this.restatements.require(site.id, code, id);
    refuseUnless(before, ['proposed']);
    refuseOwn(before, request);
    const period = await this.periodStore.find(site.id, code);
    const base = await this.versions.require(site.id, code, before.baseVersion);
    const parts: Readonly<Record<string, string>> = before.proposed?.parts ?? {};
    const inventory = (await this.versions.content(parts['inventory'] ?? '')) as Inventory;
    if (period === undefined) throw wrongState(code, 'open');
    return this.restatements.change(site, before, 'approve', request, async (present, tx) => {
      refuseUnless(present, ['proposed']);
      await this.months.refuseUnfinished(site.id, code, tx.manager);
      const version = base.version + 1;
      const head = contentOf(
        versionHead(site, period, {
          version,
          totalTco2e: inventory.exact.total,
          frozenAt: tx.at.toISOString(),
          frozenBy: request.actor.username,
          restates: base.sha256,
          restatement: { id, reason: present.reason, proposedBy: present.proposed?.by ?? '' },
          parts,
        }),
      );
      await this.versions.keep(tx, [head]);
      await this.versions.add(tx, site.id, {
        period: code,
        version,
        sha256: head.sha256,
        restatement: id,
        createdBy: request.actor.username,
      });
      const decided = { by: request.actor.username, at: tx.at.toISOString(), note };
      return { ...present, state: 'approved', decided, version };
    });
  }

  /** Turns a proposal down. @throws RefusedError restatement-state, second-person */
  async reject(
    site: SiteEntity,
    code: string,
    id: string,
    note: string,
    request: ChangeRequest,
  ): Promise<Restatement> {
    const before = await this.restatements.require(site.id, code, id);
    refuseOwn(before, request);
    return this.end(site, before, ['proposed'], 'rejected', note, request);
  }

  /** Gives a restatement up; what was recorded meanwhile stays recorded. @throws RefusedError restatement-state */
  async withdraw(
    site: SiteEntity,
    code: string,
    id: string,
    note: string | null,
    request: ChangeRequest,
  ): Promise<Restatement> {
    const before = await this.restatements.require(site.id, code, id);
    return this.end(site, before, ['open', 'proposed'], 'withdrawn', note, request);
  }

  private async end(
    site: SiteEntity,
    before: Restatement,
    from: readonly RestatementState[],
    state: 'rejected' | 'withdrawn',
    note: string | null,
    request: ChangeRequest,
  ): Promise<Restatement> {
    refuseUnless(before, from);
    const action = state === 'rejected' ? 'reject' : 'withdraw';
    return this.restatements.change(site, before, action, request, async (present, { at, manager }) => {
      refuseUnless(present, from);
      await this.months.refuseUnfinished(site.id, present.period, manager);
      return { ...present, state, decided: { by: request.actor.username, at: at.toISOString(), note } };
    });
  }
}
