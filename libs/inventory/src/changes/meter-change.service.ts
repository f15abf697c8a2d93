import { Injectable } from '@nestjs/common';
import { bucketBorders, isoIn, monthLabel, resolveInstant, startOf } from '@zerofab/calendar';
import type { ChangePreview, PutMeter } from '@zerofab/contracts';
import { energyBetween } from '@zerofab/figures';
import {
  checkEffectiveFrom,
  ConsumptionQuery,
  grainOf,
  MeterHistoryStore,
  parentIdOf,
  plannedTerms,
  RecomputedConsumption,
  RollupService,
  MeterEntity,
  type MeterHistory,
  type PlannedTerms,
  type SiteEntity,
} from '@zerofab/telemetry';
import { ActivityReader } from '../inventory/activity-reader.js';
import { generationOver } from '../electricity/supply.service.js';
import { movedMonths, type MovedMonth } from './moved.js';

const SETTLE_MS = 10_000;
/** What takes longer is not worked out to its beginning: the answer says so. */
const LIMIT_MS = 15_000;
const BEGINNING = Number.NEGATIVE_INFINITY;

interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** What a changed definition of a meter would do to consumption and own generation that is there. */
@Injectable()
export class MeterChangeService {
  constructor(
    private readonly history: MeterHistoryStore,
    private readonly query: ConsumptionQuery,
    private readonly recomputed: RecomputedConsumption,
    private readonly activity: ActivityReader,
    private readonly rollup: RollupService,
  ) {}

  /**
   * Works out the months that would move. It writes nothing.
   * @throws RefusedError bad-effective-from, register-changed, unknown-parent, circular-parent
   */
  async preview(site: SiteEntity, code: string, input: PutMeter, nowMs: number): Promise<ChangePreview> {
    const told =
      (input.effectiveFrom ?? null) === null
        ? undefined
        : resolveInstant(input.effectiveFrom ?? '', site.timezone, 'effectiveFrom');
    if (told !== undefined) checkEffectiveFrom(told, nowMs);
    const fromMs = told ?? BEGINNING;
    const history = await this.history.ofSite(site.id);
    const meter = history.every.find((known) => known.code === code);
    const planned = meter === undefined ? [] : plannedTerms(meter.registers, input.registers);
    const spans = await this.history.readSpans((meter?.registers ?? []).map(({ id }) => id));
    const deadlineMs = nowMs + LIMIT_MS;
    const moved: MovedMonth[] = [];
    let complete = true;
    for (const one of planned) {
      const span = spans.get(one.register.id);
      if (span === undefined) continue;
      const found = await this.ofRegister(site, one, span, fromMs, deadlineMs);
      moved.push(...found.months);
      complete &&= found.complete;
    }
    const place = meter === undefined ? undefined : movedPlace(history, meter, input, fromMs);
    if (place !== undefined) moved.push(...(await this.ownGeneration(site, history, place)));
    return {
      needsEffectiveFrom:
        told === undefined && (moved.length > 0 || planned.some(({ register }) => spans.has(register.id))),
      effectiveFrom: told === undefined ? null : isoIn(told, site.timezone),
      complete,
      months: moved.toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0)),
    };
  }

  /** By month from the latest back, until the time is up. */
  private async ofRegister(
    site: SiteEntity,
    { register, terms }: PlannedTerms,
    { firstMs, lastMs }: Span,
    fromMs: number,
    deadlineMs: number,
  ): Promise<{ readonly months: MovedMonth[]; readonly complete: boolean }> {
    await this.rollup.settle([register.id], SETTLE_MS);
    const zone = site.timezone;
    const timelines = await this.history.withPlanned(new Map([[register.id, { ...terms, fromMs }]]));
    const borders = monthBorders(Math.max(firstMs, fromMs), lastMs, zone);
    const months: { month: string; before: number | null; after: number | null }[] = [];
    for (let index = borders.length - 2; index >= 0; index -= 1) {
      if (Date.now() > deadlineMs)
        return { months: movedMonths(register.code, register.unit, months), complete: false };
      const month = borders.slice(index, index + 2);
      const [before] = await this.query.sumBetween([register.id], month, grainOf(month));
      const [after] = await this.recomputed.sumBetween(timelines, month);
      months.unshift({
        month: monthLabel(month[0] ?? 0, zone),
        before: before?.value ?? null,
        after: after?.value ?? null,
      });
    }
    return { months: movedMonths(register.code, register.unit, months), complete: true };
  }

  private async ownGeneration(
    site: SiteEntity,
    before: MeterHistory,
    after: MeterHistory,
  ): Promise<MovedMonth[]> {
    const ids = before.every.flatMap(({ registers }) => registers.map(({ id }) => id));
    const spans = [...(await this.history.readSpans(ids)).values()];
    if (spans.length === 0) return [];
    // A meter that moves may become own generation: its readings count as soon as it does.
    await this.rollup.settle(ids, SETTLE_MS);
    const zone = site.timezone;
    const months = monthBorders(
      Math.min(...spans.map(({ firstMs }) => firstMs)),
      Math.max(...spans.map(({ lastMs }) => lastMs)),
      zone,
    );
    const [first = 0, last = 0] = [months[0], months.at(-1)];
    const inside = after.changes.filter((ms) => ms > first && ms < last);
    const borders = [...new Set([...months, ...inside])].toSorted((a, b) => a - b);
    const sums = await this.activity.registerSums(ids, borders);
    const mwh = (history: MeterHistory): (number | null)[] => {
      const own = generationOver(history, borders);
      return energyBetween((ms) => own.get(ms) ?? [], sums, borders).map((part) => part?.toNumber() ?? null);
    };
    const [was, will] = [mwh(before), mwh(after)];
    const byMonth = new Map<string, { before: number | null; after: number | null }>();
    for (const [index, ms] of borders.slice(0, -1).entries()) {
      const month = monthLabel(ms, zone);
      const sum = byMonth.get(month) ?? { before: null, after: null };
      byMonth.set(month, {
        before: plus(sum.before, was[index] ?? null),
        after: plus(sum.after, will[index] ?? null),
      });
    }
    return movedMonths(
      'ownGeneration',
      'MWh',
      [...byMonth].map(([month, sum]) => ({ month, ...sum })),
    );
  }
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : a + b;

/** Borders of the whole local months from the one that holds `firstMs` to the one that holds `lastMs`. */
const monthBorders = (firstMs: number, lastMs: number, zone: string): number[] =>
  bucketBorders(
    { fromMs: startOf(firstMs, 'month', zone), toMs: startOf(Math.max(firstMs, lastMs), 'month', zone, 1) },
    'month',
    zone,
  );

/** The meters over time with one of them at another place from an instant on; undefined where it stays. */
const movedPlace = (
  history: MeterHistory,
  meter: MeterEntity,
  input: PutMeter,
  fromMs: number,
): MeterHistory | undefined => {
  const parentId = parentIdOf(history.every, meter.code, input.parent ?? null);
  if (meter.carrier === input.carrier && meter.parentId === parentId) return undefined;
  const at = (ms: number): MeterEntity[] =>
    history
      .at(ms)
      .map((known) =>
        known.id === meter.id && ms >= fromMs
          ? Object.assign(new MeterEntity(), known, { carrier: input.carrier, parentId })
          : known,
      );
  const changes = Number.isFinite(fromMs) ? [...history.changes, fromMs] : [...history.changes];
  return { ...history, at, changes: changes.toSorted((a, b) => a - b) };
};
