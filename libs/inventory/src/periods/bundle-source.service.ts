import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@zerofab/audit';
import { evidenceUses, PART_FILES } from '@zerofab/bundle';
import type { Inventory } from '@zerofab/contracts';
import type { FrozenInputs } from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import { EvidenceStore } from '../evidence/evidence.store.js';
import { FreezeService } from './freeze.service.js';
import { FrozenInventories } from './frozen-inventories.service.js';
import type { Period } from './period-rows.js';
import { PeriodsService } from './periods.service.js';
import { RestatementStore } from './restatement.store.js';
import { VersionStore } from './version.store.js';

type PartName = keyof typeof PART_FILES;

/** What a bundle of a period is made from. */
export interface BundleSource {
  readonly period: Period;
  readonly inventory: Inventory;
  /** The frozen version that it shows: number, hash and text of its head; null where none is frozen. */
  readonly frozen: { readonly version: number; readonly sha256: string; readonly head: string } | null;
  /** Canonical JSON of each part. */
  readonly parts: ReadonlyMap<PartName, string>;
}

const NAMES = Object.keys(PART_FILES) as PartName[];

/** Gathers what an audit bundle of a period holds. */
@Injectable()
export class BundleSourceService {
  constructor(
    private readonly periods: PeriodsService,
    private readonly versions: VersionStore,
    private readonly inventories: FrozenInventories,
    private readonly freezer: FreezeService,
    private readonly restatements: RestatementStore,
    private readonly evidence: EvidenceStore,
  ) {}

  /**
   * The latest version of a locked period, or the one asked for; else the figures as they come out now, with all they
   * rest on.
   * @throws RefusedError bad-period, unknown-version, frozen-damaged, period-figures-moved while readings are worked in
   */
  async read(site: SiteEntity, code: string, nowMs: number, version?: number): Promise<BundleSource> {
    const period = await this.periods.present(site, code);
    if (period.state === 'locked') return this.frozen(site, period, version);
    if (version !== undefined)
      throw refused('unknown-version', {
        zh: `报告期 ${code} 未锁定，没有冻结的版本；请去掉 version，按现在的数据导出`,
        en: `Period ${code} is not locked and has no frozen version; leave out version to export the figures as they are now`,
      });
    const { inventory, contents, parts } = await this.freezer.candidate(site, period, nowMs);
    const texts = new Map(contents.map(({ sha256, text }) => [sha256, text]));
    return {
      period,
      inventory,
      frozen: null,
      parts: new Map(NAMES.map((name) => [name, texts.get(parts[name] ?? '') ?? 'null'])),
    };
  }

  private async frozen(site: SiteEntity, period: Period, version: number | undefined): Promise<BundleSource> {
    const { frozen, head, inventory } = await this.inventories.version(site, period.period, version);
    const parts = new Map<PartName, string>();
    for (const name of NAMES)
      parts.set(name, canonicalJson(await this.versions.content(head.parts[name] ?? '')));
    return {
      period,
      inventory,
      frozen: { version: frozen.version, sha256: frozen.sha256, head: canonicalJson(head) },
      parts,
    };
  }

  /** Index of the evidence files that records of a bundle name, each with what it supports. */
  async evidenceIndex(site: SiteEntity, { parts }: BundleSource): Promise<unknown[]> {
    const part = (name: PartName): unknown => JSON.parse(parts.get(name) ?? 'null');
    const frozen = { sources: part('activity'), facts: part('facts') } as Pick<
      FrozenInputs,
      'sources' | 'facts'
    >;
    const known = new Map((await this.evidence.list(site.id)).map((one) => [one.id, one]));
    return [...evidenceUses(frozen)]
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([id, supports]) => {
        const file = known.get(id);
        return {
          id,
          sha256: file?.sha256 ?? null,
          name: file?.name ?? null,
          contentType: file?.contentType ?? null,
          bytes: file?.bytes ?? null,
          uploadedAt: file?.uploadedAt ?? null,
          uploadedBy: file?.uploadedBy ?? null,
          supports,
        };
      });
  }

  /** All versions and restatements of a period, the first first. */
  async restated(site: SiteEntity, { period: { period } }: BundleSource): Promise<unknown> {
    const versions = await this.versions.list(site.id, period);
    const restatements = await this.restatements.list(site.id, period);
    return { versions, restatements: restatements.toReversed() };
  }
}
