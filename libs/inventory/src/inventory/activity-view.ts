import { Injectable } from '@nestjs/common';
import { isoIn, monthLabel, type Span } from '@zerofab/calendar';
import type { ActivityData, ActivityRecord } from '@zerofab/contracts';
import {
  decimalOf,
  shareOf,
  totalActivity,
  type ActivityPeriod,
  type BoundActivity,
  type BoundMeter,
  type ManualRecord,
} from '@zerofab/figures';
import { specOver, termsBetween, totalOf, type ConsumptionSum } from '@zerofab/metering';
import { ConsumptionQuery, MeterHistoryStore } from '@zerofab/telemetry';
import { decimalText, UnitError } from '@zerofab/units';

type RegisterEvidence = ActivityData['registers'][number];

const shareText = (record: ManualRecord, span: Span, unit: string): string => {
  try {
    return decimalText(shareOf(record, span, unit));
  } catch (error) {
    if (error instanceof UnitError) return record.quantity;
    throw error;
  }
};

/** A manual record as the contract shows it, its times in the site's zone. */
export const recordView = (record: ManualRecord, zone: string): ActivityRecord => ({
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
  withdrawal:
    record.withdrawal === null || record.withdrawal === undefined
      ? null
      : { ...record.withdrawal, at: record.withdrawal.at.toISOString() },
});

const toPeriod = (period: ActivityPeriod, zone: string): ActivityData['periods'][number] => ({
  from: isoIn(period.span.fromMs, zone),
  to: isoIn(period.span.toMs, zone),
  label: monthLabel(period.span.fromMs, zone),
  value: period.value === null ? null : decimalText(period.value),
  estimated: decimalText(period.estimated),
  coverage: period.coverage,
  quality: period.quality,
  readings: period.readings,
});

/** Activity data as it is shown: by month, with the evidence of each register and record. */
@Injectable()
export class ActivityView {
  constructor(
    private readonly query: ConsumptionQuery,
    private readonly history: MeterHistoryStore,
  ) {}

  /** @param knownAtMs by the definitions of registers as they were recorded until then */
  async describe(
    data: BoundActivity,
    span: Span,
    zone: string,
    nowMs: number,
    knownAtMs?: number,
  ): Promise<ActivityData> {
    const { activity, binding } = data;
    const total = totalActivity(activity.periods, nowMs);
    const registers: RegisterEvidence[] = [];
    for (const bound of data.bound)
      registers.push({
        ...(await this.evidence(bound, data.sums, span, zone, nowMs)),
        ...(await this.terms(bound, span, zone, knownAtMs)),
      });
    return {
      kind: binding.kind,
      value: total.value?.toNumber() ?? null,
      exact: total.value === null ? null : decimalText(total.value),
      unit: activity.unit,
      estimated: decimalText(total.estimated),
      coverage: total.coverage,
      quality: total.quality,
      readings: total.readings,
      periods: activity.periods.map((period) => toPeriod(period, zone)),
      registers,
      records: data.records.map((record) => ({
        ...recordView(record, zone),
        share: shareText(record, span, activity.unit),
      })),
    };
  }

  /** By which terms the register counted within the span: those at its end, and all where they changed in it. */
  private async terms(
    { register }: BoundMeter,
    { fromMs, toMs }: Span,
    zone: string,
    knownAtMs: number | undefined,
  ): Promise<Pick<RegisterEvidence, 'multiplier' | 'rollover' | 'versions'>> {
    const timeline = (await this.history.timelines([register.id], knownAtMs)).get(register.id);
    if (timeline === undefined) return { multiplier: register.multiplier, rollover: register.rollover };
    const versions = termsBetween(specOver('counter', timeline), fromMs, toMs).map((stretch) => ({
      from: isoIn(stretch.fromMs, zone),
      multiplier: stretch.terms.multiplier,
      unitFactor: stretch.terms.scale,
      rollover: stretch.terms.rollover,
      inUse: stretch.terms.inUse,
    }));
    const { multiplier = register.multiplier, rollover = register.rollover } = versions.at(-1) ?? {};
    return versions.length > 1 ? { multiplier, rollover, versions } : { multiplier, rollover };
  }

  private async evidence(
    { meter, register, sign, share }: BoundMeter,
    sums: readonly ConsumptionSum[],
    span: Span,
    zone: string,
    nowMs: number,
  ): Promise<Omit<RegisterEvidence, 'multiplier' | 'rollover'>> {
    const own = sums.filter((sum) => sum.registerId === register.id);
    const { total, estimated, coverage, quality, readings } = totalOf(own, span, nowMs);
    const [from, to] = [new Date(span.fromMs), new Date(span.toMs)];
    const ends = await this.query.firstAndLast(register.id, from, to);
    const end = (reading: { ts: Date; value: number } | undefined) =>
      reading === undefined ? null : { ts: isoIn(reading.ts.getTime(), zone), value: reading.value };
    const part = (value: number): string => decimalText(decimalOf(value).times(share ?? 1));
    return {
      meter: meter.code,
      meterName: { zh: meter.nameZh, en: meter.nameEn },
      register: register.code,
      kind: register.kind,
      sign,
      ...(share === undefined ? {} : { share }),
      registerUnit: register.unit,
      value:
        total === null
          ? null
          : decimalText(
              decimalOf(total)
                .times(sign)
                .times(share ?? 1),
            ),
      estimated: part(estimated),
      coverage,
      quality,
      readings,
      first: end(ends?.first),
      last: end(ends?.last),
      wraps:
        register.kind === 'counter' && register.rollover !== null
          ? await this.query.countWraps(register.id, from, to)
          : null,
    };
  }
}
