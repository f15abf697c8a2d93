import { Injectable } from '@nestjs/common';
import type { Span } from '@zerofab/calendar';
import type { Inventory } from '@zerofab/contracts';
import { thawInputs, type FrozenInputs } from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import type { InventoryQuestion } from '../inventory/site-activity.js';
import type { FrozenVersion, Period } from './period-rows.js';
import { periodSpan } from './period-span.js';
import { PeriodStore } from './period.store.js';
import type { VersionHead } from './version-head.js';
import { VersionStore } from './version.store.js';

/** A frozen version as it was, read and held against its hashes. */
export interface FrozenInventory {
  readonly frozen: FrozenVersion;
  readonly head: VersionHead;
  readonly inventory: Inventory;
}

/** What a locked period was worked out from, with the version it is. */
export interface FrozenBasis extends ReturnType<typeof thawInputs> {
  readonly period: Period;
  readonly version: FrozenVersion;
}

/** Inventories of locked periods: what was frozen is what is answered, whatever would be computed today. */
@Injectable()
export class FrozenInventories {
  constructor(
    private readonly periods: PeriodStore,
    private readonly versions: VersionStore,
  ) {}

  /** A version of a period; default: the latest. @throws RefusedError unknown-version, frozen-damaged */
  async version(site: SiteEntity, period: string, version?: number): Promise<FrozenInventory> {
    const frozen = await this.versions.require(site.id, period, version);
    const head = (await this.versions.content(frozen.sha256)) as VersionHead;
    const inventory = (await this.versions.content(head.parts['inventory'] ?? '')) as Inventory;
    return { frozen, head, inventory };
  }

  /** One part of a version. @throws RefusedError unknown-version, frozen-damaged */
  async part(site: SiteEntity, period: string, version: number, name: string): Promise<unknown> {
    const { head } = await this.version(site, period, version);
    const sha256 = head.parts[name];
    if (sha256 === undefined) {
      const all = Object.keys(head.parts).join(', ');
      throw refused('not-found', {
        zh: `第 ${String(version)} 版没有“${name}”这一部分；现有：${all}`,
        en: `Version ${String(version)} has no part "${name}"; it has: ${all}`,
      });
    }
    return this.versions.content(sha256);
  }

  /**
   * The inventory of a question about exactly a period: the frozen version where the period is locked (the latest, or
   * the one asked for); undefined where it is to be computed.
   * @throws RefusedError unknown-version where a version is asked for that is not there, version-stands where another
   * method, GWP set or day is asked of a version
   */
  async answer(
    site: SiteEntity,
    question: InventoryQuestion,
    version?: number,
  ): Promise<Inventory | undefined> {
    const period = await this.periodOf(site, question);
    if (period?.state !== 'locked') {
      if (version === undefined) return undefined;
      throw refused('unknown-version', {
        zh: '所问时段不是已锁定的报告期，没有冻结的版本；请填写整个报告期的起止，例如 from=2025&to=2026',
        en: 'The span is no locked period and has no frozen version; give the whole period, such as from=2025&to=2026',
      });
    }
    const { method, gwp, asOfMs, knownAtMs } = question;
    const other = method !== undefined && method !== period.method;
    if (other || gwp !== undefined || asOfMs !== undefined || knownAtMs !== undefined) {
      if (version === undefined) return undefined;
      throw refused('version-stands', {
        zh: `版本按 ${period.method} 冻结，其数值不再变动；请去掉 method、gwp、asOf、knownAt，或去掉 version 按现在的数据计算`,
        en: `A version is frozen under ${period.method}; leave out method, gwp, asOf and knownAt, or leave out version to compute from the data as they are now`,
      });
    }
    const { frozen, inventory } = await this.version(site, period.period, version);
    return { ...inventory, reporting: await this.told(site, period, frozen) };
  }

  /**
   * What the latest version of a locked period was worked out from, for other views of the same figures; undefined where
   * the question is about none, or as of another day.
   */
  async inputs(site: SiteEntity, question: InventoryQuestion): Promise<FrozenBasis | undefined> {
    const period = await this.periodOf(site, question);
    const { gwp, asOfMs, knownAtMs } = question;
    if (period?.state !== 'locked' || gwp !== undefined || asOfMs !== undefined || knownAtMs !== undefined)
      return undefined;
    return this.basis(site, period);
  }

  /** Locked periods that reach into a span: a locked year stands for its months, too. */
  async lockedWithin(site: SiteEntity, { fromMs, toMs }: Span): Promise<Period[]> {
    const locked = (await this.periods.closedWithin(site.id, fromMs, toMs)).filter(
      ({ state }) => state === 'locked',
    );
    const years = new Set(locked.map(({ period }) => period).filter((period) => period.length === 4));
    return locked.filter(({ period }) => period.length === 4 || !years.has(period.slice(0, 4)));
  }

  /** What the latest version of a locked period was worked out from. @throws RefusedError frozen-damaged */
  async basis(site: SiteEntity, period: Period): Promise<FrozenBasis> {
    const version = await this.versions.require(site.id, period.period);
    const head = (await this.versions.content(version.sha256)) as VersionHead;
    const part = async (name: string): Promise<unknown> => this.versions.content(head.parts[name] ?? '');
    const thawed = thawInputs({
      facts: await part('facts'),
      sources: await part('activity'),
      factors: await part('factors'),
    } as FrozenInputs);
    return { ...thawed, period, version };
  }

  /** The version of a locked period, else what `compute` works out now, with the state of the period beside it. */
  async orComputed(
    site: SiteEntity,
    question: InventoryQuestion,
    compute: () => Promise<Inventory>,
    version?: number,
  ): Promise<Inventory> {
    const frozen = await this.answer(site, question, version);
    if (frozen !== undefined) return frozen;
    return { ...(await compute()), reporting: await this.reporting(site, question) };
  }

  /** What an answer that is computed now says of the period it is about; null where it is about none. */
  async reporting(site: SiteEntity, question: InventoryQuestion): Promise<Inventory['reporting']> {
    const period = await this.periodOf(site, question);
    return period === undefined ? null : this.told(site, period, undefined);
  }

  private async periodOf(site: SiteEntity, { span }: InventoryQuestion): Promise<Period | undefined> {
    const within = await this.periods.closedWithin(site.id, span.fromMs, span.toMs);
    const asks = ({ fromMs, toMs }: Span): boolean => fromMs === span.fromMs && toMs === span.toMs;
    // A time zone that was corrected since moves what "2025" is today, not what was frozen as 2025.
    return within.find((one) => asks(one) || asks(periodSpan(one.period, site.timezone)));
  }

  private async told(
    site: SiteEntity,
    { period, state }: Period,
    frozen: FrozenVersion | undefined,
  ): Promise<NonNullable<Inventory['reporting']>> {
    const latest = (await this.versions.list(site.id, period)).at(-1);
    return {
      period,
      state,
      version: frozen?.version ?? null,
      latestVersion: latest?.version ?? null,
      sha256: frozen?.sha256 ?? null,
      frozenAt: frozen?.createdAt.toISOString() ?? null,
      frozenBy: frozen?.createdBy ?? null,
    };
  }
}
