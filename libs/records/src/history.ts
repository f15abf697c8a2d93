import { Injectable } from '@nestjs/common';
import { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';
import type { JournalEntry } from './entry.js';
import { selectEntries } from './journal-rows.js';
import { storedSite, type StoredSite } from './schema/site.v3.js';
import { ACCESS_KINDS, type RecordKind } from './schema/kinds.js';

/** A site's grid region from an instant on; −Infinity: always. */
export interface RegionFrom {
  readonly fromMs: number;
  readonly gridRegion: string | null;
}

/** The regions over time that follow from the definitions of a site, in the order of recording. */
export const regionsOf = (
  definitions: readonly Pick<StoredSite, 'gridRegion' | 'effectiveFrom'>[],
): readonly RegionFrom[] => {
  const regions: RegionFrom[] = [];
  let said = '';
  for (const { gridRegion, effectiveFrom } of definitions) {
    // A change of the name alone repeats what was said of the region.
    const says = JSON.stringify([gridRegion, effectiveFrom]);
    if (says === said) continue;
    said = says;
    const first = regions.length === 0 || effectiveFrom === null;
    const fromMs = first ? Number.NEGATIVE_INFINITY : Date.parse(effectiveFrom);
    while (regions.length > 0 && (regions.at(-1)?.fromMs ?? 0) >= fromMs) regions.pop();
    if (regions.at(-1)?.gridRegion !== gridRegion) regions.push({ fromMs, gridRegion });
  }
  return regions;
};

/** Which entries are asked for. */
export interface HistoryQuestion {
  /** Code of the site; null for what belongs to the whole platform. */
  readonly site: string | null;
  readonly kind?: RecordKind | undefined;
  readonly key?: string | undefined;
  /** Only entries before this number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What happened to records, and what was known at a time. */
@Injectable()
export class History {
  constructor(private readonly dataSource: DataSource) {}

  /** Entries, the latest first; `next` is the `before` of the following page, null on the last. */
  async page({ site, kind, key, before, limit }: HistoryQuestion): Promise<{
    readonly entries: JournalEntry[];
    readonly next: number | null;
  }> {
    const found = await selectEntries(
      this.dataSource.manager,
      `coalesce(site, '') = $1 AND (kind = $2 OR $2::text IS NULL AND kind <> ALL ($6)) AND ($3::text IS NULL OR key = $3)
         AND ($4::bigint IS NULL OR seq < $4) ORDER BY seq DESC LIMIT $5`,
      [site ?? '', kind ?? null, key ?? null, before ?? null, limit + 1, ACCESS_KINDS],
    );
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? (entries.at(-1)?.seq ?? null) : null };
  }

  /**
   * What of a site is in the journal, for a set-up that writes each thing once: meters and sources by whoever, the site
   * and its activity data (`source fromMs`) as `actor` wrote them. In the order of the journal.
   */
  async writtenAtSite(
    site: string,
    actor: string,
  ): Promise<{ readonly kind: RecordKind; readonly key: string; readonly at: Date }[]> {
    return this.dataSource.query<{ kind: RecordKind; key: string; at: Date }[]>(
      `SELECT kind, CASE kind WHEN 'activity-data' THEN (new_value->>'source') || ' ' || (new_value->>'fromMs') ELSE key END AS key, at
       FROM journal WHERE site = $1 AND (kind IN ('meter', 'source') OR actor = $2 AND kind IN ('site', 'activity-data'))
       ORDER BY seq`,
      [site, actor],
    );
  }

  /** Kinds of which a site ever had a record, whoever wrote it. */
  async kindsAtSite(site: string): Promise<ReadonlySet<RecordKind>> {
    const rows = await this.dataSource.query<{ kind: RecordKind }[]>(
      'SELECT DISTINCT kind FROM journal WHERE site = $1',
      [site],
    );
    return new Set(rows.map(({ kind }) => kind));
  }

  /** The whole journal in its order, or a part of it: what a check of the chain works on. */
  async entries(afterSeq = 0, limit = 100_000): Promise<JournalEntry[]> {
    return selectEntries(this.dataSource.manager, 'seq > $1 ORDER BY seq LIMIT $2', [afterSeq, limit]);
  }

  /** Number of the last change of any record: while it stays, every record is as it was. */
  async latestSeq(): Promise<number> {
    const [row] = await this.dataSource.query<{ seq: string }[]>(
      'SELECT coalesce((SELECT seq FROM journal WHERE kind <> ALL ($1) ORDER BY seq DESC LIMIT 1), 0) AS seq',
      [ACCESS_KINDS],
    );
    return Number(row?.seq ?? 0);
  }

  /**
   * The grid regions of a site over time, by their start; the first has no beginning. A region recorded later holds from
   * its instant on over all that was recorded earlier.
   * @param knownAtMs as recorded until then; default: as recorded now
   */
  async gridRegions(site: SiteEntity, knownAtMs?: number): Promise<readonly RegionFrom[]> {
    const entries = await selectEntries(
      this.dataSource.manager,
      `site = $1 AND kind = 'site' AND key = $1 ORDER BY seq`,
      [site.code],
    );
    const known = entries.filter(
      ({ at }, index) => index === 0 || knownAtMs === undefined || at.getTime() <= knownAtMs,
    );
    return regionsOf(known.map(({ newValue, schemaVersion }) => storedSite.read(newValue, schemaVersion)));
  }

  /**
   * The site as it was defined at a moment: name, time zone, grid region, industry, address, organisation. Before its
   * first entry, as that one says it.
   */
  async siteAsKnown(site: SiteEntity, knownAtMs: number | undefined): Promise<SiteEntity> {
    if (knownAtMs === undefined) return site;
    const [entry] = await selectEntries(
      this.dataSource.manager,
      `site = $1 AND kind = 'site' AND key = $1 ORDER BY (at <= $2) DESC,
         CASE WHEN at <= $2 THEN -seq ELSE seq END LIMIT 1`,
      [site.code, new Date(knownAtMs)],
    );
    if (entry === undefined) return site;
    const {
      name,
      demo: _demo,
      effectiveFrom: _from,
      ...known
    } = storedSite.read(entry.newValue, entry.schemaVersion);
    return Object.assign(new SiteEntity(), site, known, { nameZh: name.zh, nameEn: name.en });
  }
}
