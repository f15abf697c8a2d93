import { Injectable } from '@nestjs/common';
import {
  bindSource,
  bordersWithin,
  registerIds,
  sourceActivityData,
  usesStock,
  type Bound,
  type BoundActivity,
  type ManualRecord,
  type SourceActivityData,
  type SourceDefinition,
} from '@zerofab/figures';
import type { ConsumptionSum } from '@zerofab/metering';
import {
  ConsumptionQuery,
  grainOf,
  MeterHistoryStore,
  type MeterEntity,
  type MeterHistory,
  RollupService,
  type SiteEntity,
} from '@zerofab/telemetry';
import { ActivityStore } from '../sources/activity.store.js';

/** What an answer over several spans reads of a site again and again: filled in as it is read. For one answer alone. */
export interface ReadOnce {
  meters?: Promise<MeterHistory>;
  counts?: Promise<ManualRecord[]>;
}

interface BoundSource {
  readonly source: SourceDefinition;
  readonly bindings: readonly Bound[];
}
/** Sources whose data is asked for between the same borders. */
interface BorderGroup {
  readonly borders: readonly number[];
  readonly sources: BoundSource[];
}

const bySource = (records: readonly ManualRecord[]): ReadonlyMap<string, readonly ManualRecord[]> => {
  const groups = new Map<string, ManualRecord[]>();
  for (const record of records) {
    const own = groups.get(record.source);
    if (own === undefined) groups.set(record.source, [record]);
    else own.push(record);
  }
  return groups;
};

/** Reads the activity data of sources from consumption and manual records. */
@Injectable()
export class ActivityReader {
  constructor(
    private readonly meters: MeterHistoryStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
    private readonly records: ActivityStore,
  ) {}

  /**
   * Waits for readings that are still being worked in.
   * @param beside meters that the answer shows besides those that the sources rest on
   * @returns false when that took longer than `limitMs`
   */
  async settle(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    limitMs: number,
    beside: readonly MeterEntity[] = [],
  ): Promise<boolean> {
    const meters = (await this.meters.ofSite(site.id)).all;
    const ids = [
      ...sources.flatMap((source) => registerIds(bindSource(source, meters))),
      ...beside.flatMap(({ registers }) => registers.map(({ id }) => id)),
    ];
    return ids.length === 0 || this.rollup.settle(ids, limitMs);
  }

  /**
   * Activity data of the sources between the borders. A source that is within the boundary for part of the span only
   * is read for that part; one that is wholly outside has no periods.
   * @param knownAtMs manual records and definitions of meters as believed then; default: as known now
   * @param once of the same site and day, where several spans are read for one answer
   */
  async read(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    borders: readonly number[],
    nowMs: number,
    knownAtMs?: number,
    once: ReadOnce = {},
  ): Promise<SourceActivityData[]> {
    const records = await this.recordsBetween(site.id, borders, knownAtMs);
    // Stock counts before and after the span are what its use is measured between.
    const counts = sources.some(usesStock)
      ? await (once.counts ??= this.records.list(site.id, undefined))
      : [];
    const recordsOf = bySource(records);
    const countsOf = bySource(
      counts.filter(({ replacedBy, withdrawal }) => replacedBy === null && (withdrawal ?? null) === null),
    );
    const read = new Map<string, SourceActivityData>();
    for (const group of await this.groups(site, sources, borders, knownAtMs, once)) {
      const sums = await this.sumsOf(group, knownAtMs);
      for (const { source, bindings } of group.sources)
        read.set(
          source.code,
          sourceActivityData(source, bindings, {
            sums,
            records: recordsOf.get(source.code) ?? [],
            counts: countsOf.get(source.code) ?? [],
            borders: group.borders,
            zone: site.timezone,
            nowMs,
          }),
        );
    }
    return sources.flatMap((source) => read.get(source.code) ?? []);
  }

  /** Meters of a site with all the registers they ever had, as known on a day. */
  async metersOf(
    site: SiteEntity,
    knownAtMs: number | undefined,
    once: ReadOnce,
  ): Promise<MeterHistory['all']> {
    return (await (once.meters ??= this.meters.ofSite(site.id, knownAtMs))).all;
  }

  /** Consumption of the registers of sources by bucket, for charts: register → start of the bucket → sum. */
  async sumsByBucket(
    data: readonly BoundActivity[],
    borders: readonly number[],
  ): Promise<Map<number, Map<number, ConsumptionSum>>> {
    const ids = [...new Set(data.flatMap(({ bound }) => bound.map(({ register }) => register.id)))];
    return this.registerSums(ids, borders);
  }

  /** Consumption of registers by bucket: register → start of the bucket → sum. */
  async registerSums(
    ids: readonly number[],
    borders: readonly number[],
    knownAtMs?: number,
  ): Promise<Map<number, Map<number, ConsumptionSum>>> {
    const byRegister = new Map<number, Map<number, ConsumptionSum>>();
    for (const sum of await this.query.sumBetween(ids, borders, grainOf(borders), knownAtMs)) {
      const own = byRegister.get(sum.registerId) ?? new Map<number, ConsumptionSum>();
      byRegister.set(sum.registerId, own.set(sum.startMs, sum));
    }
    return byRegister;
  }

  private async recordsBetween(
    siteId: number,
    borders: readonly number[],
    knownAtMs: number | undefined,
  ): Promise<ManualRecord[]> {
    const [fromMs, toMs] = [borders[0] ?? 0, borders.at(-1) ?? 0];
    return knownAtMs === undefined
      ? this.records.findOverlapping(siteId, fromMs, toMs)
      : this.records.findBelieved(siteId, fromMs, toMs, knownAtMs);
  }

  private async groups(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    borders: readonly number[],
    knownAtMs: number | undefined,
    once: ReadOnce,
  ): Promise<Iterable<BorderGroup>> {
    // A register that was left out of its meter still counts for the time it was in use.
    const meters = await this.metersOf(site, knownAtMs, once);
    const groups = new Map<string, BorderGroup>();
    for (const source of sources) {
      const own = bordersWithin(borders, source, site.timezone);
      const group = groups.get(own.join()) ?? { borders: own, sources: [] };
      group.sources.push({ source, bindings: bindSource(source, meters) });
      groups.set(own.join(), group);
    }
    return groups.values();
  }

  private async sumsOf(
    { borders, sources }: BorderGroup,
    knownAtMs: number | undefined,
  ): Promise<readonly ConsumptionSum[]> {
    if (borders.length < 2) return [];
    const ids = [...new Set(sources.flatMap(({ bindings }) => registerIds(bindings)))];
    return this.query.sumBetween(ids, borders, grainOf(borders), knownAtMs);
  }
}
