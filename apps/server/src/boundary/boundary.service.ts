import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type {
  BaseYear,
  Boundary,
  BoundaryVersionList,
  FixedBaseYear,
  PutBoundary,
  RecalculateBaseYear,
} from '@zerofab/contracts';
import {
  BaseYearService,
  BoundaryStore,
  EvidenceStore,
  SourceStore,
  type BoundaryVersion,
} from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { boundaryFindings, boundaryWarnings } from '@zerofab/figures';
import { RefusedError, refusalOfAll, refused } from '@zerofab/vocabulary';

/** Boundary records and their base year as clients see them. */
@Injectable()
export class BoundaryService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly boundaries: BoundaryStore,
    private readonly baseYears: BaseYearService,
    private readonly evidence: EvidenceStore,
  ) {}

  async get(siteCode: string, version: number | undefined): Promise<Boundary> {
    const site = await this.sites.requireSite(siteCode);
    return this.view(site, await this.boundaries.require(site.id, version));
  }

  async versions(siteCode: string): Promise<BoundaryVersionList> {
    const site = await this.sites.requireSite(siteCode);
    const items = await this.boundaries.versions(site.id);
    return {
      items: items.map(({ recordedAt, ...rest }) => ({ ...rest, recordedAt: recordedAt.toISOString() })),
    };
  }

  /** Records a version; the same record again makes none. A base year that stays as it was keeps its total. */
  async put(
    siteCode: string,
    { note, expectedVersion: _expected, ...body }: PutBoundary,
    change: ChangeRequest,
  ): Promise<Boundary> {
    const site = await this.sites.requireSite(siteCode);
    const before = await this.boundaries.find(site.id);
    const seen = before?.version ?? 0;
    const stale = change.expectedVersion !== undefined && change.expectedVersion !== seen;
    if (before !== undefined && !stale && isDeepStrictEqual(before.definition, stored(body)))
      return this.view(site, before);
    const nowMs = Date.now();
    await this.checkEvidence(site, body);
    const baseYear = await this.baseYearOf(site, body, before, nowMs);
    const codes = new Set((await this.sources.list(site.id)).map(({ code }) => code));
    const computedHere = baseYear !== null && baseYear.inventoryTco2e !== null;
    const findings = boundaryFindings(body, codes, computedHere);
    if (findings.length > 0) throw new RefusedError(refusalOfAll('validation', findings));
    if (baseYear !== null) await this.baseYears.review(site, body, baseYear, nowMs);
    const record = { definition: body, baseYear, note: note ?? null };
    const added = await this.boundaries.add(site, seen, record, change);
    return this.view(site, added);
  }

  async baseYear(siteCode: string): Promise<BaseYear> {
    const site = await this.sites.requireSite(siteCode);
    const { definition, baseYear } = await this.requireBaseYear(site);
    return this.baseYears.describe(site, definition, baseYear, Date.now());
  }

  async recalculate(siteCode: string, body: RecalculateBaseYear, change: ChangeRequest): Promise<BaseYear> {
    const site = await this.sites.requireSite(siteCode);
    const { version, definition, baseYear } = await this.requireBaseYear(site);
    await this.evidence.checkReferences(site.id, 'given.source', body.given?.source);
    const nowMs = Date.now();
    const renewed = await this.baseYears.recalculate(site, definition, baseYear, body, nowMs);
    const record = { definition, baseYear: renewed, note: body.reason };
    await this.boundaries.add(site, version, record, { ...change, reason: body.reason }, 'recalculate');
    return this.baseYears.describe(site, definition, renewed, nowMs);
  }

  private async baseYearOf(
    site: SiteEntity,
    { baseYear: wanted }: PutBoundary,
    before: BoundaryVersion | undefined,
    nowMs: number,
  ): Promise<FixedBaseYear | null> {
    if (wanted === undefined || wanted === null) return null;
    const same = isDeepStrictEqual(before?.definition.baseYear, stored(wanted));
    if (same && before !== undefined && before.baseYear !== null) return before.baseYear;
    return this.baseYears.fix(site, wanted, nowMs);
  }

  private async requireBaseYear(site: SiteEntity): Promise<BoundaryVersion & { baseYear: FixedBaseYear }> {
    const record = await this.boundaries.require(site.id);
    const { baseYear } = record;
    if (baseYear === null)
      throw refused('no-base-year', {
        zh: '核算边界记录中没有基准年；请补充：PUT …/boundary',
        en: 'The boundary record has no base year; add it: PUT …/boundary',
      });
    return { ...record, baseYear };
  }

  private async checkEvidence(site: SiteEntity, { units, changes, baseYear }: PutBoundary): Promise<void> {
    const check = async (field: string, text: string | undefined): Promise<void> =>
      this.evidence.checkReferences(site.id, field, text);
    for (const [index, unit] of units.entries())
      await check(`units.${String(index)}.evidence`, unit.evidence);
    for (const [index, { evidence }] of changes.entries())
      await check(`changes.${String(index)}.evidence`, evidence);
    await check('baseYear.given.source', baseYear?.given?.source);
  }

  private async view(site: SiteEntity, record: BoundaryVersion): Promise<Boundary> {
    const { entity, systems, outside, units, changes } = record.definition;
    return {
      site: site.code,
      version: record.version,
      recordedBy: record.recordedBy,
      recordedAt: record.recordedAt.toISOString(),
      entity,
      systems,
      outside,
      units,
      changes,
      baseYear: record.baseYear,
      baseYearInput: record.definition.baseYear ?? null,
      note: record.note,
      warnings: boundaryWarnings(record.definition, await this.sources.list(site.id)),
    };
  }
}

/** As it comes back from the store: without what is undefined. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
