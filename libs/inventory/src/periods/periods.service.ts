import { Injectable } from '@nestjs/common';
import type { ChangeRequest, StoredPeriod } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import type { PeriodState } from '@zerofab/vocabulary';
import { requireMethod } from '../inventory/inventory.service.js';
import { figuresPrint } from './figures-print.js';
import { EngagementStore } from '../verification/engagement.store.js';
import { FreezeService } from './freeze.service.js';
import { PeriodCheckService } from './period-check.service.js';
import { movedSinceVerified, notOver, notReady, unknownPoint, wrongState } from './period-refusals.js';
import type { Period } from './period-rows.js';
import { periodSpan } from './period-span.js';
import { openPeriod, refuseLock, refuseOwn, stamp, withWaivers, type Waiver } from './period-steps.js';
import { PeriodStore } from './period.store.js';
import { refuseUnconcluded } from './verified-first.js';
import { versionHead } from './version-head.js';
import { contentOf, VersionStore } from './version.store.js';
import { YearMonthsService } from './year-months.service.js';

/** Leads periods from open to locked. */
@Injectable()
export class PeriodsService {
  constructor(
    private readonly periods: PeriodStore,
    private readonly versions: VersionStore,
    private readonly checks: PeriodCheckService,
    private readonly freezer: FreezeService,
    private readonly months: YearMonthsService,
    private readonly engagements: EngagementStore,
  ) {}

  /**
   * A period as it stands; one that was never closed is open.
   * @throws RefusedError bad-period
   */
  async present(site: SiteEntity, period: string): Promise<Period> {
    const span = periodSpan(period, site.timezone);
    return (await this.periods.find(site.id, period)) ?? openPeriod(site, period, span);
  }

  /**
   * Waives points of the check list, or takes waivers back (an empty reason).
   * @throws RefusedError period-state but of an open period, unknown-point
   */
  async waive(
    site: SiteEntity,
    code: string,
    waivers: readonly Waiver[],
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Period> {
    const before = await this.present(site, code);
    if (before.state !== 'open') throw wrongState(code, before.state);
    const { points } = await this.checks.check(site, before, nowMs);
    const known = new Set([...points.map(({ id }) => id), ...before.waivers.map(({ point }) => point)]);
    for (const { point } of waivers) if (!known.has(point)) throw unknownPoint(point);
    return this.periods.change(site, before, 'waive', request, (present = before, { at }) => {
      if (present.state !== 'open') throw wrongState(code, present.state);
      return { ...present, waivers: withWaivers(present, waivers, request, at) };
    });
  }

  /**
   * Closes a period that is over, once every point is solved or waived.
   * @param method under which it is reported; default: the edition in force at its end
   * @throws RefusedError bad-period, period-not-over, period-state, period-not-ready, unknown-method, year-months,
   * month-of-year
   */
  async close(
    site: SiteEntity,
    code: string,
    asked: { readonly waivers: readonly Waiver[]; readonly method?: string | undefined },
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Period> {
    const found = await this.present(site, code);
    if (found.state !== 'open') throw wrongState(code, found.state);
    if (found.toMs > nowMs) throw notOver(code);
    const before = { ...found, method: requireMethod(asked.method ?? found.method).id };
    const mark = await this.freezer.mark(site);
    await this.months.refuseDiffering(site, code, nowMs);
    const { points } = await this.checks.check(site, before, nowMs);
    return this.periods.change(site, before, 'close', request, async (present = before, tx) => {
      if (present.state !== 'open') throw wrongState(code, present.state);
      await this.freezer.refuseStale(site, mark, tx);
      await this.months.refuseApart(site.id, code, tx.manager);
      const waivers = withWaivers(present, asked.waivers, request, tx.at);
      const waived = new Set(waivers.map(({ point }) => point));
      const open = points.filter(({ id }) => !waived.has(id));
      if (open.length > 0) throw notReady(code, open);
      const kept = waivers.filter(({ point }) => points.some(({ id }) => id === point));
      return {
        ...present,
        method: before.method,
        waivers: kept,
        state: 'closed',
        closed: stamp(request, tx.at),
      };
    });
  }

  /** Hands a closed period over to be verified. @throws RefusedError period-state */
  async submit(site: SiteEntity, code: string, request: ChangeRequest): Promise<Period> {
    return this.step(site, code, 'submit', ['closed'], request, (present, at) => ({
      ...present,
      state: 'submitted',
      submitted: stamp(request, at),
    }));
  }

  /**
   * Confirms the figures of a submitted period as they come out now.
   * @throws RefusedError period-state, second-person for who closed or submitted it, verification-not-concluded
   */
  async verify(site: SiteEntity, code: string, request: ChangeRequest, nowMs: number): Promise<Period> {
    const before = await this.present(site, code);
    if (before.state !== 'submitted') throw wrongState(code, before.state);
    const candidate = await this.freezer.candidate(site, before, nowMs);
    const figures = figuresPrint(candidate.inventory);
    return this.periods.change(site, before, 'verify', request, async (present = before, tx) => {
      if (present.state !== 'submitted') throw wrongState(code, present.state);
      refuseOwn(present, request);
      await this.freezer.refuseStale(site, candidate, tx);
      const engagements = await this.engagements.list(site.id, code, tx.manager);
      refuseUnconcluded(present, engagements, figures.sha256);
      return { ...present, state: 'verified', verified: { ...stamp(request, tx.at), figures } };
    });
  }

  /**
   * Locks a period: freezes version 1 of its inventory with all it rests on, and the state, in one transaction.
   * @param unverified why it is locked without a verification
   * @throws RefusedError period-state, second-person for who closed or submitted it, period-figures-moved, year-months,
   * month-of-year
   */
  async lock(
    site: SiteEntity,
    code: string,
    unverified: string | undefined,
    request: ChangeRequest,
    nowMs: number,
  ): Promise<Period> {
    const before = await this.present(site, code);
    refuseLock(before, unverified);
    refuseOwn(before, request);
    const candidate = await this.freezer.candidate(site, before, nowMs);
    await this.months.refuseDiffering(site, code, nowMs);
    const print = figuresPrint(candidate.inventory);
    return this.periods.change(site, before, 'lock', request, async (present = before, tx) => {
      refuseLock(present, unverified);
      refuseOwn(present, request);
      await this.freezer.refuseStale(site, candidate, tx);
      await this.months.refuseApart(site.id, code, tx.manager);
      const seen = present.verified?.figures;
      if (seen !== undefined && seen.sha256 !== print.sha256)
        throw movedSinceVerified(code, seen.total, print.total);
      const locked: StoredPeriod = {
        ...present,
        state: 'locked',
        locked: stamp(request, tx.at),
        unverified: present.verified === null ? (unverified ?? null) : null,
      };
      const head = contentOf(
        versionHead(site, locked, {
          version: 1,
          totalTco2e: print.total,
          frozenAt: tx.at.toISOString(),
          frozenBy: request.actor.username,
          restates: null,
          restatement: null,
          parts: candidate.parts,
        }),
      );
      await this.versions.keep(tx, [...candidate.contents, head]);
      await this.versions.add(tx, site.id, {
        period: code,
        version: 1,
        sha256: head.sha256,
        restatement: null,
        createdBy: request.actor.username,
      });
      return locked;
    });
  }

  /** Opens a period again, with the reason; never a locked one. @throws RefusedError period-state */
  async reopen(site: SiteEntity, code: string, request: ChangeRequest): Promise<Period> {
    return this.step(site, code, 'reopen', ['closed', 'submitted', 'verified'], request, (present) => ({
      ...present,
      state: 'open',
      closed: null,
      submitted: null,
      verified: null,
      unverified: null,
    }));
  }

  private async step(
    site: SiteEntity,
    code: string,
    action: 'submit' | 'reopen',
    from: readonly PeriodState[],
    request: ChangeRequest,
    next: (present: Period, at: Date) => StoredPeriod,
  ): Promise<Period> {
    const before = await this.present(site, code);
    if (!from.includes(before.state)) throw wrongState(code, before.state);
    return this.periods.change(site, before, action, request, (present = before, { at }) => {
      if (!from.includes(present.state)) throw wrongState(code, present.state);
      return next(present, at);
    });
  }
}
