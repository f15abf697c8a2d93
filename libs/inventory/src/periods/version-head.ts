import { isoIn } from '@zerofab/calendar';
import type { SiteEntity } from '@zerofab/telemetry';
import type { Period } from './period-rows.js';

const SCHEMA = 'zerofab.inventory-version';
const SCHEMA_VERSION = 1;

/** The head of a frozen version: what it is, who made it, and each part by its SHA-256. Its own hash names the version. */
export interface VersionHead {
  readonly schema: typeof SCHEMA;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly site: string;
  readonly siteName: { readonly zh: string; readonly en: string };
  readonly period: string;
  readonly version: number;
  /** ISO 8601 in the time zone of the site, `to` exclusive. */
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly method: string;
  readonly totalTco2e: string | null;
  readonly frozenAt: string;
  readonly frozenBy: string;
  /** SHA-256 of the head of the version that it stands beside; null for the first. */
  readonly restates: string | null;
  readonly restatement: { readonly id: string; readonly reason: string; readonly proposedBy: string } | null;
  readonly closed: Period['closed'];
  readonly submitted: Period['submitted'];
  readonly verified: Period['verified'];
  /** Why it was locked without a verification; null where it was verified. */
  readonly unverified: string | null;
  readonly waivers: Period['waivers'];
  readonly parts: Readonly<Record<string, string>>;
}

type Told = Pick<
  VersionHead,
  'version' | 'totalTco2e' | 'frozenAt' | 'frozenBy' | 'restates' | 'restatement' | 'parts'
>;

/** The head of a version of a period. */
export const versionHead = (
  site: Pick<SiteEntity, 'code' | 'nameZh' | 'nameEn'>,
  period: Omit<Period, 'version'>,
  told: Told,
): VersionHead => ({
  schema: SCHEMA,
  schemaVersion: SCHEMA_VERSION,
  site: site.code,
  siteName: { zh: site.nameZh, en: site.nameEn },
  period: period.period,
  from: isoIn(period.fromMs, period.zone),
  to: isoIn(period.toMs, period.zone),
  timezone: period.zone,
  method: period.method,
  closed: period.closed,
  submitted: period.submitted,
  verified: period.verified,
  unverified: period.unverified,
  waivers: period.waivers,
  ...told,
});
