import type { DataCalendar } from '@zerofab/contracts';

export type CalendarMeter = DataCalendar['meters'][number];
export type CellState = CalendarMeter['days'][number]['state'];

/** A day of a meter whose data is not whole. */
export interface Gap {
  readonly meter: CalendarMeter;
  readonly day: string;
  readonly state: CellState;
  readonly coverage: number;
  readonly estimated: number | null;
}

/**
 * What is not whole, the worst first: missing before partly before estimated, then by day and meter.
 * @param chosen a day, a meter, or both; neither: everything
 */
export function gapsOf(
  calendar: Pick<DataCalendar, 'days' | 'meters'>,
  chosen: { readonly day?: string | undefined; readonly meter?: string | undefined },
): Gap[] {
  const rank: Readonly<Record<string, number>> = { missing: 0, partly: 1, estimated: 2 };
  return calendar.meters
    .filter(({ meter }) => chosen.meter === undefined || meter === chosen.meter)
    .flatMap((meter) =>
      meter.days.map((cell, index) => ({ ...cell, meter, day: calendar.days[index]?.day ?? '' })),
    )
    .filter(({ state, day }) => state in rank && (chosen.day === undefined || day === chosen.day))
    .sort(
      (one, other) =>
        (rank[one.state] ?? 0) - (rank[other.state] ?? 0) ||
        one.day.localeCompare(other.day) ||
        one.meter.meter.localeCompare(other.meter.meter),
    );
}

/** Share of the meter days so far that are whole; null where none has passed. */
export function completeShare(days: DataCalendar['days']): number | null {
  const sum = (pick: (day: DataCalendar['days'][number]) => number): number =>
    days.reduce((total, day) => total + pick(day), 0);
  const all = sum(({ complete, estimated, partly, missing }) => complete + estimated + partly + missing);
  return all === 0 ? null : sum(({ complete }) => complete) / all;
}

/** Joins the pages of one calendar: the meters one after the other, their counts day by day. */
export function joinPages(pages: readonly DataCalendar[]): DataCalendar | null {
  const [first] = pages;
  if (first === undefined) return null;
  const added = (index: number, pick: (day: DataCalendar['days'][number]) => number): number =>
    pages.reduce((total, { days }) => total + (days[index] === undefined ? 0 : pick(days[index])), 0);
  return {
    ...first,
    settled: pages.every(({ settled }) => settled),
    next: pages.at(-1)?.next ?? null,
    meters: pages.flatMap(({ meters }) => meters),
    days: first.days.map((day, index) => ({
      ...day,
      complete: added(index, ({ complete }) => complete),
      estimated: added(index, ({ estimated }) => estimated),
      partly: added(index, ({ partly }) => partly),
      missing: added(index, ({ missing }) => missing),
    })),
  };
}
