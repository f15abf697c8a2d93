import { Injectable } from '@nestjs/common';
import { streamsOf, type ActivityBinding, type ActivityData } from '@zerofab/contracts';
import {
  ConsumptionQuery,
  grainOf,
  mainRegister,
  RollupService,
  SiteStore,
  totalOf,
  type ConsumptionSum,
  type MeterEntity,
  type RegisterEntity,
  type SiteEntity,
} from '@zerofab/telemetry';
import { decimalText, UnitError } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { isoIn, monthLabel, resolveInstant, type Span } from '@zerofab/calendar';
import { ActivityStore, type ManualRecord } from '../sources/activity.store.js';
import type { SourceDefinition } from '../sources/source.store.js';
import {
  decimalOf,
  manualActivity,
  meterActivity,
  shareOf,
  totalActivity,
  type Activity,
} from './activity.js';
import { stockUse } from './stock.js';

export interface BoundMeter {
  readonly meter: MeterEntity;
  readonly register: RegisterEntity;
  readonly sign: 1 | -1;
  readonly share: string | undefined;
}

/** One amount over stretches of time, with what it came from. */
export interface BoundActivity {
  readonly binding: ActivityBinding;
  readonly activity: Activity;
  readonly bound: readonly BoundMeter[];
  readonly sums: readonly ConsumptionSum[];
  readonly records: readonly ManualRecord[];
  /** What is spread over time: the records themselves, or the use between two counts of a stock. */
  readonly spread: readonly ManualRecord[];
}

/** Activity data of a source: its own, further inputs of its formulas by stream, and a second account of the same. */
export interface SourceActivityData extends BoundActivity {
  readonly source: SourceDefinition;
  /** By stream, e.g. `inflow.coal.amount`; `activity` is left out, it is the source's own. */
  readonly inputs: ReadonlyMap<string, BoundActivity>;
  readonly crossCheck: BoundActivity | null;
}

interface Bound {
  readonly stream: string;
  readonly binding: ActivityBinding;
  readonly bound: readonly BoundMeter[];
  readonly problem: Bilingual | null;
}
interface BoundSource {
  readonly source: SourceDefinition;
  readonly bindings: readonly Bound[];
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

const CROSS_CHECK = 'crossCheck';
const NO_ACTIVITY: Activity = { unit: '', periods: [], problem: null };

/** Reads the activity data of sources from consumption and manual records. */
@Injectable()
export class ActivityReader {
  constructor(
    private readonly sites: SiteStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
    private readonly records: ActivityStore,
  ) {}

  /** Waits for readings that are still being worked in; false when that took too long. */
  async settle(site: SiteEntity, sources: readonly SourceDefinition[], limitMs: number): Promise<boolean> {
    const meters = await this.sites.listMeters(site.id);
    const ids = sources.flatMap((source) => registerIds(bindSource(source, meters)));
    return ids.length === 0 || this.rollup.settle(ids, limitMs);
  }

  /**
   * Activity data of the sources between the borders. A source that is within the boundary for part of the span only
   * is read for that part; one that is wholly outside has no periods.
   * @param knownAtMs manual records as believed then; default: as known now
   */
  async read(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    borders: readonly number[],
    nowMs: number,
    knownAtMs?: number,
  ): Promise<SourceActivityData[]> {
    const meters = await this.sites.listMeters(site.id);
    const [fromMs, toMs] = [borders[0] ?? 0, borders.at(-1) ?? 0];
    const records =
      knownAtMs === undefined
        ? await this.records.findOverlapping(site.id, fromMs, toMs)
        : await this.records.findBelieved(site.id, fromMs, toMs, knownAtMs);
    // Stock counts before and after the span are what its use is measured between.
    const counts = sources.some(usesStock) ? await this.records.list(site.id, undefined) : [];
    const recordsOf = bySource(records);
    const countsOf = bySource(counts.filter(({ replacedBy }) => replacedBy === null));
    const byBorders = new Map<string, { borders: readonly number[]; sources: BoundSource[] }>();
    for (const source of sources) {
      const own = within(borders, source, site.timezone);
      const group = byBorders.get(own.join()) ?? { borders: own, sources: [] };
      group.sources.push({ source, bindings: bindSource(source, meters) });
      byBorders.set(own.join(), group);
    }
    const read = new Map<string, SourceActivityData>();
    for (const group of byBorders.values()) {
      const ids = [...new Set(group.sources.flatMap(({ bindings }) => registerIds(bindings)))];
      const sums =
        group.borders.length < 2
          ? []
          : await this.query.sumBetween(ids, group.borders, grainOf(group.borders));
      for (const { source, bindings } of group.sources) {
        const own = recordsOf.get(source.code) ?? [];
        const stock = countsOf.get(source.code) ?? [];
        const toData = (bound: Bound): BoundActivity =>
          amountOf(bound, sums, bound.binding.kind === 'stock' ? stock : own, group.borders, nowMs);
        const [main, ...others] = bindings.map((bound) => [bound.stream, toData(bound)] as const);
        if (main === undefined) continue;
        read.set(source.code, {
          source,
          ...main[1],
          inputs: new Map(others.filter(([stream]) => stream !== CROSS_CHECK)),
          crossCheck: others.find(([stream]) => stream === CROSS_CHECK)?.[1] ?? null,
        });
      }
    }
    return sources.flatMap((source) => read.get(source.code) ?? []);
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
  ): Promise<Map<number, Map<number, ConsumptionSum>>> {
    const byRegister = new Map<number, Map<number, ConsumptionSum>>();
    for (const sum of await this.query.sumBetween(ids, borders, grainOf(borders))) {
      const own = byRegister.get(sum.registerId) ?? new Map<number, ConsumptionSum>();
      byRegister.set(sum.registerId, own.set(sum.startMs, sum));
    }
    return byRegister;
  }

  /** The activity data as it is shown: by month, with the evidence of each register and record. */
  async describe(
    data: BoundActivity,
    span: { fromMs: number; toMs: number },
    zone: string,
    nowMs: number,
  ): Promise<ActivityData> {
    const { activity, binding } = data;
    const total = totalActivity(activity.periods, nowMs);
    const registers: ActivityData['registers'] = [];
    for (const bound of data.bound) registers.push(await this.evidence(bound, data.sums, span, zone, nowMs));
    return {
      kind: binding.kind,
      value: total.value?.toNumber() ?? null,
      exact: total.value === null ? null : decimalText(total.value),
      unit: activity.unit,
      estimated: decimalText(total.estimated),
      coverage: total.coverage,
      quality: total.quality,
      readings: total.readings,
      periods: activity.periods.map((period) => ({
        from: isoIn(period.span.fromMs, zone),
        to: isoIn(period.span.toMs, zone),
        label: monthLabel(period.span.fromMs, zone),
        value: period.value === null ? null : decimalText(period.value),
        estimated: decimalText(period.estimated),
        coverage: period.coverage,
        quality: period.quality,
        readings: period.readings,
      })),
      registers,
      records: data.records.map((record) => ({
        id: record.id,
        source: record.source,
        stream: record.stream,
        from: isoIn(record.fromMs, zone),
        to: isoIn(record.toMs, zone),
        quantity: record.quantity,
        unit: record.unit,
        evidence: record.evidence,
        note: record.note,
        enteredBy: record.enteredBy,
        enteredAt: record.enteredAt.toISOString(),
        replacedBy: record.replacedBy,
        share: shareText(record, span, activity.unit),
      })),
    };
  }

  private async evidence(
    { meter, register, sign, share }: BoundMeter,
    sums: readonly ConsumptionSum[],
    span: { fromMs: number; toMs: number },
    zone: string,
    nowMs: number,
  ): Promise<ActivityData['registers'][number]> {
    const total = totalOf(
      sums.filter((sum) => sum.registerId === register.id),
      span,
      nowMs,
    );
    const [from, to] = [new Date(span.fromMs), new Date(span.toMs)];
    const ends = await this.query.firstAndLast(register.id, from, to);
    const end = (reading: { ts: Date; value: number } | undefined) =>
      reading === undefined ? null : { ts: isoIn(reading.ts.getTime(), zone), value: reading.value };
    return {
      meter: meter.code,
      meterName: { zh: meter.nameZh, en: meter.nameEn },
      register: register.code,
      kind: register.kind,
      sign,
      ...(share === undefined ? {} : { share }),
      multiplier: register.multiplier,
      rollover: register.rollover,
      registerUnit: register.unit,
      value:
        total.total === null
          ? null
          : decimalText(
              decimalOf(total.total)
                .times(sign)
                .times(share ?? 1),
            ),
      estimated: decimalText(decimalOf(total.estimated).times(share ?? 1)),
      coverage: total.coverage,
      quality: total.quality,
      readings: total.readings,
      first: end(ends?.first),
      last: end(ends?.last),
      wraps:
        register.kind === 'counter' && register.rollover !== null
          ? await this.query.countFalls(register.id, from, to)
          : null,
    };
  }
}

const shareText = (record: ManualRecord, span: { fromMs: number; toMs: number }, unit: string): string => {
  try {
    return decimalText(shareOf(record, span, unit));
  } catch (error) {
    if (error instanceof UnitError) return record.quantity;
    throw error;
  }
};

const usesStock = ({ activity, calculation, crossCheck }: SourceDefinition): boolean =>
  [activity, crossCheck, ...streamsOf(calculation?.inputs ?? {}).map(({ binding }) => binding)].some(
    (binding) => binding?.kind === 'stock',
  );

/** The span in which a source is part of the boundary, by its dates. */
export const boundarySpan = ({ validFrom, validTo }: SourceDefinition, zone: string): Span => ({
  fromMs: validFrom === undefined ? -Infinity : resolveInstant(validFrom, zone, 'validFrom'),
  toMs: validTo === undefined ? Infinity : resolveInstant(validTo, zone, 'validTo'),
});

/** The borders within the days on which the source is part of the boundary. */
const within = (borders: readonly number[], source: SourceDefinition, zone: string): readonly number[] => {
  if (source.validFrom === undefined && source.validTo === undefined) return borders;
  const { fromMs, toMs } = boundarySpan(source, zone);
  return [...new Set(borders.map((ms) => Math.min(Math.max(ms, fromMs), toMs)))].filter(Number.isFinite);
};

/** The amounts a source takes: its own activity first, then the streams of its formulas, then the cross-check. */
const bindSource = (source: SourceDefinition, meters: readonly MeterEntity[]): Bound[] => [
  { stream: '', ...bind(source.activity, meters) },
  ...streamsOf(source.calculation?.inputs ?? {}).map(({ stream, binding }) => ({
    stream,
    ...bind(binding, meters),
  })),
  ...(source.crossCheck === undefined ? [] : [{ stream: CROSS_CHECK, ...bind(source.crossCheck, meters) }]),
];

const registerIds = (bindings: readonly Bound[]): number[] =>
  bindings.flatMap(({ bound }) => bound.map(({ register }) => register.id));

const amountOf = (
  { stream, binding, bound, problem }: Bound,
  sums: readonly ConsumptionSum[],
  records: readonly ManualRecord[],
  borders: readonly number[],
  nowMs: number,
): BoundActivity => {
  if (binding.kind === 'meters') {
    const ids = new Set(bound.map(({ register }) => register.id));
    const own = sums.filter((sum) => ids.has(sum.registerId));
    const registers = bound.map(({ register, sign, share }) => ({
      id: register.id,
      unit: register.unit,
      sign,
      share,
    }));
    const activity =
      problem === null ? meterActivity(registers, own, borders, nowMs) : { ...NO_ACTIVITY, problem };
    return { binding, activity, bound, sums: own, records: [], spread: [] };
  }
  if (binding.kind === 'stock') {
    const use = stockUse(stream, records, binding.unit);
    const activity =
      use.problem === null
        ? manualActivity(binding, use.records, borders, nowMs)
        : { ...NO_ACTIVITY, problem: use.problem };
    const inside = records.filter(
      (record) => record.toMs > (borders[0] ?? 0) && record.fromMs <= (borders.at(-1) ?? 0),
    );
    return { binding, activity, bound: [], sums: [], records: inside, spread: use.records };
  }
  const own = records.filter((record) => record.stream === stream);
  return {
    binding,
    activity: manualActivity(binding, own, borders, nowMs),
    bound: [],
    sums: [],
    records: own,
    spread: own,
  };
};

/** The registers of a binding; a problem when one of them is gone. */
const bind = (
  binding: ActivityBinding,
  meters: readonly MeterEntity[],
): Pick<Bound, 'binding' | 'bound' | 'problem'> => {
  if (binding.kind !== 'meters') return { binding, bound: [], problem: null };
  const bound: BoundMeter[] = [];
  for (const { meter: meterCode, register: code, sign, share } of binding.registers) {
    const meter = meters.find((candidate) => candidate.code === meterCode);
    const register = meter?.registers.find(
      (candidate) => candidate.code === code && candidate.kind !== 'gauge',
    );
    if (meter === undefined || register === undefined) {
      const name = `${meterCode}/${code}`;
      const has = meter === undefined ? undefined : mainRegister(meter)?.code;
      return {
        binding,
        bound: [],
        problem: {
          zh: `绑定的寄存器 ${name} 不存在${has === undefined ? '' : `，该表有 ${has}`}；请修改排放源`,
          en: `The bound register ${name} does not exist${has === undefined ? '' : `; the meter has ${has}`}; change the source`,
        },
      };
    }
    bound.push({ meter, register, sign, share });
  }
  return { binding, bound, problem: null };
};
