import { Injectable } from '@nestjs/common';
import { QUARTER_MS } from '@zerofab/calendar';
import {
  isSameTimeline,
  termsAt,
  specOver,
  timelineOf,
  type RecordedTerms,
  type RegisterSpec,
  type TermsFrom,
  type Timeline,
} from '@zerofab/metering';
import type { Carrier } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { BeliefStore } from '../belief/belief.store.js';
import { effectiveFromNeeded, FROM_THE_BEGINNING, instantText, type DatedChange } from './dated.js';
import { MeterEntity } from './entities.js';

/** Where a meter stands and what it carries. */
type Place = Pick<MeterEntity, 'carrier' | 'parentId'>;
interface PlaceFrom extends Place {
  readonly fromMs: number;
}

/** Meters of a site over time, as they were known at some moment. */
export interface MeterHistory {
  /** All of them as defined today, with every register they ever had. */
  readonly every: readonly MeterEntity[];
  /** All of them as defined today, with every register that was ever in use. */
  readonly all: readonly MeterEntity[];
  /** Those of an instant: parent and carrier of that time, and the registers in use. */
  readonly at: (ms: number) => readonly MeterEntity[];
  /** Instants at which a parent, a carrier or the use of a register changes, ascending. */
  readonly changes: readonly number[];
}

interface TermsRow {
  readonly register_id: number;
  readonly from_ms: number;
  readonly scale: number;
  readonly multiplier: number;
  readonly rollover: number | null;
  readonly interval_ms: number | null;
  readonly in_use: boolean;
  readonly recorded_ms: number;
}

interface PlaceRow {
  readonly meter_id: number;
  readonly from_ms: number;
  readonly parent_id: number | null;
  readonly carrier: Carrier;
  readonly recorded_ms: number;
}

const TERMS = `
  SELECT register_id, extract(epoch FROM effective_from)::float8 * 1000 AS from_ms, scale, multiplier, rollover, interval_ms,
         in_use, extract(epoch FROM recorded_at)::float8 * 1000 AS recorded_ms
  FROM register_version WHERE register_id = ANY ($1::int[]) ORDER BY register_id, id`;

const SPECS = `
  SELECT v.register_id, r.kind, extract(epoch FROM v.effective_from)::float8 * 1000 AS from_ms, v.scale, v.multiplier, v.rollover,
         v.interval_ms, v.in_use, extract(epoch FROM v.recorded_at)::float8 * 1000 AS recorded_ms
  FROM register_version v JOIN register r ON r.id = v.register_id
  WHERE v.register_id = ANY ($1::int[]) AND r.kind <> 'gauge' ORDER BY v.register_id, v.id`;

const PLACES = `
  SELECT v.meter_id, extract(epoch FROM v.effective_from)::float8 * 1000 AS from_ms, v.parent_id, v.carrier,
         extract(epoch FROM v.recorded_at)::float8 * 1000 AS recorded_ms
  FROM meter_version v JOIN meter m ON m.id = v.meter_id WHERE m.site_id = $1 ORDER BY v.id`;

const grouped = <T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> => {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row));
    if (own === undefined) groups.set(keyOf(row), [row]);
    else own.push(row);
  }
  return groups;
};

const toTerms = (row: TermsRow): RecordedTerms => ({
  fromMs: row.from_ms,
  scale: row.scale,
  multiplier: row.multiplier,
  rollover: row.rollover,
  intervalMs: row.interval_ms,
  inUse: row.in_use,
  recordedMs: row.recorded_ms,
});

/** As `timelineOf`, for places. */
const placesOf = (rows: readonly PlaceRow[], knownAtMs: number): PlaceFrom[] => {
  const places: PlaceFrom[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && row.recorded_ms > knownAtMs) continue;
    while ((places.at(-1)?.fromMs ?? FROM_THE_BEGINNING) >= row.from_ms && places.length > 0) places.pop();
    const fromMs = index === 0 ? FROM_THE_BEGINNING : row.from_ms;
    places.push({ fromMs, parentId: row.parent_id, carrier: row.carrier });
  }
  return places;
};

/** What registers and meters meant over time. */
@Injectable()
export class MeterHistoryStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly beliefs: BeliefStore,
  ) {}

  /** Terms of registers over time. */
  async timelines(registerIds: readonly number[], knownAtMs?: number): Promise<Map<number, Timeline>> {
    const recorded = await this.recorded(registerIds);
    return new Map(
      [...recorded].flatMap(([id, terms]) => {
        const timeline = timelineOf(terms, knownAtMs);
        return timeline === undefined ? [] : [[id, timeline] as const];
      }),
    );
  }

  /** What consumption needs to know of registers, in one question; gauges have none. */
  async specs(registerIds: readonly number[], manager: EntityManager): Promise<Map<number, RegisterSpec>> {
    const rows = await manager.query<(TermsRow & { readonly kind: RegisterSpec['kind'] })[]>(SPECS, [
      [...registerIds],
    ]);
    const beliefs = await this.beliefs.terms(registerIds, manager);
    return new Map(
      [...grouped(rows, (row) => row.register_id)].flatMap(([id, own]) => {
        const timeline = timelineOf(own.map(toTerms));
        const kind = own[0]?.kind;
        if (timeline === undefined || kind === undefined) return [];
        return [[id, { ...specOver(kind, timeline), ...beliefs.get(id) }] as const];
      }),
    );
  }

  /**
   * Terms over time as they would be with more recorded.
   * @param planned by register: terms, and from when on they would hold
   */
  async withPlanned(planned: ReadonlyMap<number, TermsFrom>): Promise<Map<number, Timeline>> {
    const recorded = await this.recorded([...planned.keys()]);
    return new Map(
      [...planned].flatMap(([id, terms]) => {
        const timeline = timelineOf([
          ...(recorded.get(id) ?? []),
          { ...terms, recordedMs: Number.MAX_SAFE_INTEGER },
        ]);
        return timeline === undefined ? [] : [[id, timeline] as const];
      }),
    );
  }

  /** First and last time of the readings of each register; a register without readings is left out. */
  async readSpans(registerIds: readonly number[]): Promise<Map<number, { firstMs: number; lastMs: number }>> {
    const rows = await this.dataSource.query<{ id: number; first_ms: number; last_ms: number }[]>(
      `SELECT i.id, extract(epoch FROM f.ts)::float8 * 1000 AS first_ms, extract(epoch FROM l.ts)::float8 * 1000 AS last_ms
       FROM unnest($1::int[]) AS i (id)
       CROSS JOIN LATERAL (SELECT ts FROM reading WHERE register_id = i.id ORDER BY ts LIMIT 1) f
       CROSS JOIN LATERAL (SELECT ts FROM reading WHERE register_id = i.id ORDER BY ts DESC LIMIT 1) l`,
      [registerIds],
    );
    return new Map(rows.map((row) => [row.id, { firstMs: row.first_ms, lastMs: row.last_ms }]));
  }

  /**
   * Of these registers the ones that counted otherwise as it was known at a moment, by terms or by what people decided
   * about their readings, with the terms of that time.
   */
  async otherwiseKnown(registerIds: readonly number[], knownAtMs: number): Promise<Map<number, Timeline>> {
    const other = new Map<number, Timeline>();
    const decided = await this.beliefs.decidedSince(registerIds, knownAtMs);
    for (const [id, terms] of await this.recorded(registerIds)) {
      const [now, then] = [timelineOf(terms), timelineOf(terms, knownAtMs)];
      if (now !== undefined && then !== undefined && (decided.has(id) || !isSameTimeline(now, then)))
        other.set(id, then);
    }
    return other;
  }

  /** The meters of a site over time. */
  async ofSite(siteId: number, knownAtMs = Number.POSITIVE_INFINITY): Promise<MeterHistory> {
    const meters = await this.dataSource.getRepository(MeterEntity).find({
      where: { siteId },
      relations: { registers: true },
      order: { code: 'ASC', registers: { position: 'ASC', id: 'ASC' } },
    });
    const timelines = await this.timelines(
      meters.flatMap(({ registers }) => registers.map(({ id }) => id)),
      knownAtMs,
    );
    const rows = grouped(await this.dataSource.query<PlaceRow[]>(PLACES, [siteId]), (row) => row.meter_id);
    const places = new Map([...rows].map(([id, own]) => [id, placesOf(own, knownAtMs)]));
    const inUse = (id: number, ms: number): boolean => {
      const timeline = timelines.get(id);
      return timeline === undefined || termsAt(specOver('counter', timeline), ms).inUse;
    };
    const everInUse = (id: number): boolean => timelines.get(id)?.some((terms) => terms.inUse) !== false;
    const only = (meter: MeterEntity, more: Partial<MeterEntity>): MeterEntity =>
      Object.assign(new MeterEntity(), meter, more);
    const instants = [
      ...[...places.values()].flat().map(({ fromMs }) => fromMs),
      ...[...timelines.values()].flat().map(({ fromMs }) => fromMs),
    ];
    return {
      every: meters,
      all: meters.map((meter) =>
        only(meter, { registers: meter.registers.filter(({ id }) => everInUse(id)) }),
      ),
      at: (ms) =>
        meters.map((meter) => {
          const place = places.get(meter.id)?.findLast(({ fromMs }) => fromMs <= ms) ?? meter;
          const registers = meter.registers.filter(({ id }) => inUse(id, ms));
          return only(meter, { carrier: place.carrier, parentId: place.parentId, registers });
        }),
      changes: [...new Set(instants)].filter(Number.isFinite).toSorted((a, b) => a - b),
    };
  }

  private async recorded(registerIds: readonly number[]): Promise<Map<number, RecordedTerms[]>> {
    if (registerIds.length === 0) return new Map();
    const rows = await this.dataSource.query<TermsRow[]>(TERMS, [[...new Set(registerIds)]]);
    return new Map(
      [...grouped(rows, (row) => row.register_id)].map(([id, own]) => [id, own.map(toTerms)] as const),
    );
  }
}

const hasReadings = async (manager: EntityManager, meterId: number): Promise<boolean> => {
  const rows = await manager.query<{ has: boolean }[]>(
    `SELECT EXISTS (SELECT 1 FROM register r CROSS JOIN LATERAL
       (SELECT 1 FROM reading WHERE register_id = r.id LIMIT 1) one WHERE r.meter_id = $1) AS has`,
    [meterId],
  );
  return rows[0]?.has === true;
};

/**
 * Notes where a meter stands from now on. Own generation is the one figure that rests on it: a meter of it, and what
 * lies below one. There the change says from when on it holds; elsewhere it holds from now on unless it says otherwise.
 * @param before where it stood; undefined: it is new
 * @throws RefusedError effective-from-needed
 */
export const noteMeter = async (
  manager: EntityManager,
  meter: MeterEntity,
  before: Place | undefined,
  { at, effectiveFromMs }: DatedChange,
): Promise<void> => {
  if (before?.carrier === meter.carrier && before.parentId === meter.parentId) return;
  let fromMs = FROM_THE_BEGINNING;
  if (before !== undefined && (await hasReadings(manager, meter.id))) {
    const moves = before.carrier === 'pv' || meter.carrier === 'pv';
    if (moves && effectiveFromMs === undefined)
      throw effectiveFromNeeded(before.carrier === meter.carrier ? 'parent' : 'carrier');
    fromMs = effectiveFromMs ?? Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS;
  }
  await manager.query(
    `INSERT INTO meter_version (meter_id, effective_from, parent_id, carrier, recorded_at) VALUES ($1, $2, $3, $4, $5)`,
    [meter.id, instantText(fromMs), meter.parentId, meter.carrier, at],
  );
};
