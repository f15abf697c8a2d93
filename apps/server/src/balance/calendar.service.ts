import { Injectable } from '@nestjs/common';
import { bucketBorders, dayLabel, isoIn, resolveSpan } from '@zerofab/calendar';
import type { DataCalendar, DataCalendarQuery } from '@zerofab/contracts';
import { completenessOf, mainRegister, type ConsumptionSum } from '@zerofab/metering';
import {
  ConsumptionQuery,
  grainOf,
  MeterHistoryStore,
  ReconciliationStore,
  RollupService,
  SiteStore,
} from '@zerofab/telemetry';
import { limitSpan } from '../load/span-limits.js';

/** How long an answer waits for readings that are still being worked in. */
const SETTLE_MS = 10_000;

type CalendarMeter = DataCalendar['meters'][number];
type CalendarDay = DataCalendar['days'][number];

/** Completeness of the data, day by meter, many meters in one question. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: MeterHistoryStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
    private readonly counts: ReconciliationStore,
  ) {}

  async calendar(siteCode: string, asked: DataCalendarQuery): Promise<DataCalendar> {
    const site = await this.sites.requireSite(siteCode);
    const { timezone } = site;
    const span = limitSpan(resolveSpan(asked.from, asked.to, timezone), 'calendar');
    const borders = bucketBorders(span, 'day', timezone);
    const counted = (await this.history.ofSite(site.id))
      .at(span.toMs - 1)
      .flatMap((meter) => {
        const register = mainRegister(meter);
        return register === undefined ? [] : [{ meter, register }];
      })
      .toSorted((one, other) => (one.meter.code < other.meter.code ? -1 : 1))
      .filter(({ meter }) => asked.after === undefined || meter.code > asked.after);
    const page = counted.slice(0, asked.limit);
    const ids = page.map(({ register }) => register.id);
    const settled = ids.length === 0 || (await this.rollup.settle(ids, SETTLE_MS));
    const sums = await this.query.sumBetween(ids, borders, grainOf(borders));
    const byStart = new Map(sums.map((sum) => [`${String(sum.registerId)}:${String(sum.startMs)}`, sum]));
    const nowMs = Date.now();
    const meters = page.map(({ meter, register }): CalendarMeter => ({
      meter: meter.code,
      name: { zh: meter.nameZh, en: meter.nameEn },
      carrier: meter.carrier,
      register: register.code,
      days: daysOf(borders, nowMs, (startMs) => byStart.get(`${String(register.id)}:${String(startMs)}`)),
    }));
    return {
      from: isoIn(span.fromMs, timezone),
      to: isoIn(span.toMs, timezone),
      timezone,
      settled,
      days: await this.perDay(site.code, timezone, borders, meters),
      meters,
      next: counted.length > page.length ? (page.at(-1)?.meter.code ?? null) : null,
    };
  }

  /** What the meters of the answer come to on each day, and what became of what the site sent in its hours. */
  private async perDay(
    site: string,
    zone: string,
    borders: readonly number[],
    meters: readonly CalendarMeter[],
  ): Promise<CalendarDay[]> {
    const [fromMs = 0, toMs = 0] = [borders[0], borders.at(-1)];
    const hours = await this.counts.byHour(site, { fromMs, toMs });
    return borders.slice(0, -1).map((startMs, index) => {
      const endMs = borders[index + 1] ?? startMs;
      const states = meters.map(({ days }) => days[index]?.state);
      const having = (state: string): number => states.filter((found) => found === state).length;
      const day = hours.filter(({ hour }) => hour.getTime() >= startMs && hour.getTime() < endMs);
      const sum = (pick: (hour: (typeof hours)[number]) => number): number =>
        day.reduce((total, hour) => total + pick(hour), 0);
      return {
        day: dayLabel(startMs, zone),
        complete: having('complete'),
        estimated: having('estimated'),
        partly: having('partly'),
        missing: having('missing'),
        received: sum(
          ({ stored, duplicate, conflict, rejected }) => stored + duplicate + conflict + rejected,
        ),
        conflict: sum(({ conflict }) => conflict),
        rejected: sum(({ rejected }) => rejected),
      };
    });
  }
}

const daysOf = (
  borders: readonly number[],
  nowMs: number,
  sumAt: (startMs: number) => ConsumptionSum | undefined,
): CalendarMeter['days'] =>
  borders
    .slice(0, -1)
    .map((fromMs, index) =>
      completenessOf(sumAt(fromMs), { fromMs, toMs: borders[index + 1] ?? fromMs }, nowMs),
    );
