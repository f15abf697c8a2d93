import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@zerofab/audit';
import {
  BUNDLE_SCHEMA,
  BUNDLE_VERSION,
  FILES,
  monthHashes,
  PART_FILES,
  writeBundle,
  type BundleManifest,
} from '@zerofab/bundle';
import { isoIn } from '@zerofab/calendar';
import type { FrozenInputs } from '@zerofab/figures';
import { BundleSourceService, type BundleSource } from '@zerofab/inventory';
import { AuditLog, sha256 } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { SigningKeys } from '../signing/signing-keys.js';
import { version as productVersion } from '../version.js';
import { auditExcerpt, type AuditExcerpt } from './audit-excerpt.js';

/** What a bundle is of. */
export interface BundleQuestion {
  readonly site: string;
  readonly year: number;
  /** Frozen version of a locked year; default: its latest. */
  readonly version?: number | undefined;
}

const showsOf = ({ frozen, period }: BundleSource): BundleManifest['shows'] =>
  frozen === null
    ? {
        kind: 'computed',
        version: null,
        sha256: null,
        text: {
          zh: `报告期 ${period.period} 未锁定：数值按导出时的数据计算，之后仍可变动`,
          en: `Period ${period.period} is not locked: the figures are those of the moment of the export and may still move`,
        },
      }
    : {
        kind: 'frozen',
        version: frozen.version,
        sha256: frozen.sha256,
        text: {
          zh: `报告期 ${period.period} 已锁定的第 ${String(frozen.version)} 版`,
          en: `Version ${String(frozen.version)} of the locked period ${period.period}`,
        },
      };

/** Makes audit bundles. */
@Injectable()
export class AuditBundleService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: BundleSourceService,
    private readonly log: AuditLog,
    private readonly keys: SigningKeys,
  ) {}

  /**
   * The bytes of the bundle of a year.
   * @throws RefusedError unknown-site, bad-period, unknown-version, frozen-damaged, period-figures-moved
   */
  async bundle({ site: code, year, version }: BundleQuestion): Promise<Uint8Array> {
    const site = await this.sites.requireSite(code);
    const nowMs = Date.now();
    const source = await this.sources.read(site, String(year), nowMs, version);
    const { period } = source.period;
    const frozen = source.frozen !== null;
    const excerpt = await auditExcerpt(this.log, { site: site.code, period, frozen, nowMs });
    const contents = await this.contents(site, source, excerpt);
    return writeBundle(manifestOf(site, source, excerpt), contents, this.keys.signer(), sha256);
  }

  private async contents(
    site: SiteEntity,
    source: BundleSource,
    excerpt: AuditExcerpt,
  ): Promise<Map<string, string>> {
    const { parts, frozen } = source;
    const activity = JSON.parse(parts.get('activity') ?? '[]') as FrozenInputs['sources'];
    return new Map([
      ...[...parts].map(([name, text]) => [PART_FILES[name], text] as const),
      ...(frozen === null ? [] : [[FILES.version, frozen.head] as const]),
      [FILES.months, canonicalJson(monthHashes(activity, sha256))],
      [FILES.evidence, canonicalJson(await this.sources.evidenceIndex(site, source))],
      [FILES.restatements, canonicalJson(await this.sources.restated(site, source))],
      [FILES.auditLog, excerpt.text],
    ]);
  }
}

const manifestOf = (
  site: SiteEntity,
  source: BundleSource,
  { entries, leftOut }: AuditExcerpt,
): Omit<BundleManifest, 'files'> => {
  const { period, inventory } = source;
  return {
    schema: BUNDLE_SCHEMA,
    schemaVersion: BUNDLE_VERSION,
    product: { name: 'Zerofab', version: productVersion() },
    site: { code: site.code, name: { zh: site.nameZh, en: site.nameEn } },
    period: {
      period: period.period,
      from: isoIn(period.fromMs, period.zone),
      to: isoIn(period.toMs, period.zone),
      timezone: period.zone,
      state: period.state,
    },
    shows: showsOf(source),
    method: inventory.method.id,
    totalTco2e: inventory.exact.total,
    computedAt: inventory.computedAt,
    auditLog: { entries, leftOut },
  };
};
