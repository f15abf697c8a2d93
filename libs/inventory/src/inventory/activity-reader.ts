import { Injectable } from '@nestjs/common';
import type { ActivityData } from '@zerofab/contracts';
import {
  ConsumptionQuery,
  grainOf,
  isoIn,
  mainRegister,
  monthLabel,
  RollupService,
  SiteStore,
  totalOf,
  type ConsumptionSum,
  type MeterEntity,
  type RegisterEntity,
  type SiteEntity,
} from '@zerofab/telemetry';
import { decimalText, UnitError } from '@zerofab/units';
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

export interface BoundMeter {
  readonly meter: MeterEntity;
  readonly register: RegisterEntity;
  readonly sign: 1 | -1;
}

/** Activity data of a source over stretches of time, with what it came from. */
export interface SourceActivityData {
  readonly source: SourceDefinition;
  readonly activity: Activity;
  readonly bound: readonly BoundMeter[];
  readonly sums: readonly ConsumptionSum[];
  readonly records: readonly ManualRecord[];
}

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
    const ids = sources.flatMap((source) => bind(source, meters).bound.map(({ register }) => register.id));
    return ids.length === 0 || this.rollup.settle(ids, limitMs);
  }

  async read(
    site: SiteEntity,
    sources: readonly SourceDefinition[],
    borders: readonly number[],
    nowMs: number,
  ): Promise<SourceActivityData[]> {
    const meters = await this.sites.listMeters(site.id);
    const bindings = sources.map((source) => ({ source, ...bind(source, meters) }));
    const ids = [...new Set(bindings.flatMap(({ bound }) => bound.map(({ register }) => register.id)))];
    const sums = await this.query.sumBetween(ids, borders, grainOf(borders));
    const records = await this.records.findOverlapping(site.id, borders[0] ?? 0, borders.at(-1) ?? 0);
    return bindings.map(({ source, bound, problem }): SourceActivityData => {
      const own = records.filter((record) => record.source === source.code);
      const ownIds = new Set(bound.map(({ register }) => register.id));
      const ownSums = sums.filter((sum) => ownIds.has(sum.registerId));
      const registers = bound.map(({ register, sign }) => ({ id: register.id, unit: register.unit, sign }));
      const activity =
        source.activity.kind === 'manual'
          ? manualActivity(source.activity, own, borders, nowMs)
          : problem === null
            ? meterActivity(registers, ownSums, borders, nowMs)
            : { unit: '', periods: [], problem };
      return { source, activity, bound, sums: ownSums, records: own };
    });
  }

  /** The activity data as it is shown: by month, with the evidence of each register and record. */
  async describe(
    data: SourceActivityData,
    span: { fromMs: number; toMs: number },
    zone: string,
    nowMs: number,
  ): Promise<ActivityData> {
    const { activity, source } = data;
    const total = totalActivity(activity.periods, nowMs);
    const registers: ActivityData['registers'] = [];
    for (const bound of data.bound) registers.push(await this.evidence(bound, data.sums, span, zone, nowMs));
    return {
      kind: source.activity.kind,
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
        enteredBy: record.enteredBy,
        enteredAt: record.enteredAt.toISOString(),
        replacedBy: record.replacedBy,
        share: shareText(record, span, activity.unit),
      })),
    };
  }

  private async evidence(
    { meter, register, sign }: BoundMeter,
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
      multiplier: register.multiplier,
      rollover: register.rollover,
      registerUnit: register.unit,
      value: total.total === null ? null : decimalText(decimalOf(total.total).times(sign)),
      estimated: decimalText(decimalOf(total.estimated)),
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

/** The registers a source is bound to; a problem when one of them is gone. */
const bind = (
  source: SourceDefinition,
  meters: readonly MeterEntity[],
): { bound: BoundMeter[]; problem: { zh: string; en: string } | null } => {
  if (source.activity.kind === 'manual') return { bound: [], problem: null };
  const bound: BoundMeter[] = [];
  for (const { meter: meterCode, register: code, sign } of source.activity.registers) {
    const meter = meters.find((candidate) => candidate.code === meterCode);
    const register = meter?.registers.find(
      (candidate) => candidate.code === code && candidate.kind !== 'gauge',
    );
    if (meter === undefined || register === undefined) {
      const name = `${meterCode}/${code}`;
      const has = meter === undefined ? undefined : mainRegister(meter)?.code;
      return {
        bound: [],
        problem: {
          zh: `绑定的寄存器 ${name} 不存在${has === undefined ? '' : `，该表有 ${has}`}；请修改排放源`,
          en: `The bound register ${name} does not exist${has === undefined ? '' : `; the meter has ${has}`}; change the source`,
        },
      };
    }
    bound.push({ meter, register, sign });
  }
  return { bound, problem: null };
};
