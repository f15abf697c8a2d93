import type { FixedBaseYear, Inventory, PlanItem, PutBoundary } from '@zerofab/contracts';
import type { ReportMeta } from '../report-meta.js';

/** Who did a step, and when. */
interface Done {
  readonly by: string;
  readonly at: string;
}

/** The frozen version that a report shows, as its head tells of it. */
export interface ReportedVersion {
  readonly period: string;
  readonly version: number;
  readonly sha256: string;
  readonly frozenAt: string;
  readonly frozenBy: string;
  readonly closed: Done | null;
  readonly submitted: Done | null;
  readonly verified: Done | null;
  readonly unverified: string | null;
  readonly restatement: { readonly reason: string } | null;
  readonly waivers: readonly (Done & { readonly point: string; readonly reason: string })[];
  /** Name of each part → its SHA-256. */
  readonly parts: Readonly<Record<string, string>>;
}

/** What a printed report is made from: all of it of one version, or all of it of now. */
export interface ReportParts {
  readonly inventory: Inventory;
  readonly meta: ReportMeta;
  readonly boundary: {
    readonly version: number;
    readonly definition: PutBoundary;
    readonly baseYear: FixedBaseYear | null;
  } | null;
  readonly qualityPlan: {
    readonly version: number;
    readonly items: readonly PlanItem[];
    readonly approvedBy: string | null;
  } | null;
  /** null: the figures are computed now. */
  readonly version: ReportedVersion | null;
}
