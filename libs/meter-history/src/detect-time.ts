import { isDated } from './dialect.js';
import { isoOf, clockOf, rangeOf, type TimeStyle } from './written-time.js';

/** How the times of a file are written, as far as the file tells. */
export interface TimeFound {
  readonly columns: readonly number[];
  /** Column of the begin, where the file has begin and end. */
  readonly from: number | undefined;
  readonly range: boolean;
  /** More than one where the file does not tell day and month apart. */
  readonly styles: readonly TimeStyle[];
  readonly midnightClosesDay: boolean;
  readonly inclusiveEnd: boolean;
  readonly dateOnly: boolean;
  readonly label: 'start' | 'end' | undefined;
  /** The label follows from the file, not from where its first row stands. */
  readonly labelSure: boolean;
  readonly stepMs: number | undefined;
  readonly descending: boolean;
}

type Rows = readonly (readonly string[])[];
interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

const share = (rows: Rows, place: number, test: (cell: string) => boolean): number =>
  rows.filter((cells) => test(cells[place] ?? '')).length / Math.max(1, rows.length);
const isClock = (cell: string): boolean => /[:：时]/.test(cell) && clockOf(cell) !== undefined;
const isHour = (cell: string): boolean => /^\d{1,2}$/.test(cell) && Number(cell) <= 24;

const START = /start|begin|d[ée]but|^from|^von|^van\b|^desde|beginn|inizio|inicio|起|开始/i;
const END = /\bend|^fin|finish|^to$|^bis|^tot\b|^hasta|ende\b|fine\b|止|结束|终/i;
const TIME_NAME = /时间|日期|时刻|time|date|timestamp|^ts$|hora|fecha|heure|zeit|datum|giorno|hour/i;
const HOUR_NAME = /hour|hora|heure|stunde|time|时/i;

/** Time on the wall as a number that can be compared. */
const wallMs = (iso: string): number => {
  const wall = iso.slice(0, 10) + iso.slice(10).replace(/(?:Z|[+-]\d{2}:\d{2})$/, '');
  return Date.parse(`${wall.replace('T24:', 'T23:')}Z`) + (wall.includes('T24:') ? 3_600_000 : 0);
};

const textAt = (cells: readonly string[], columns: readonly number[], end: boolean): string => {
  const text = columns
    .map((place) => cells[place] ?? '')
    .join(' ')
    .trim();
  const range = rangeOf(text);
  return range === undefined || !isDated(text) ? text : (range[end ? 1 : 0] ?? text);
};

const instants = (rows: Rows, columns: readonly number[], style: TimeStyle, end = false): number[] =>
  rows.flatMap((cells) => {
    const iso = isoOf(textAt(cells, columns, end), style);
    return iso === undefined ? [] : [wallMs(iso)];
  });

const modeOf = (
  values: readonly number[],
): { readonly value: number; readonly share: number } | undefined => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].toSorted((one, other) => other[1] - one[1] || one[0] - other[0]);
  return best === undefined ? undefined : { value: best[0], share: best[1] / values.length };
};
const steps = (ms: readonly number[]): number[] =>
  ms.slice(1).flatMap((at, index) => (at === ms[index] ? [] : [Math.abs(at - (ms[index] ?? at))]));

/** How evenly the rows follow each other, and begins and ends stand apart, if the style were right. */
const evenness = (rows: Rows, { columns, from }: Places, style: TimeStyle): number => {
  const ends = instants(rows, columns, style);
  const begins = from === undefined ? [] : instants(rows, [from], style);
  const lengths = begins.length === ends.length ? ends.map((at, index) => at - (begins[index] ?? 0)) : [];
  return (modeOf(steps(ends))?.share ?? 0) + (modeOf(lengths)?.share ?? 0);
};

interface Places {
  readonly columns: readonly number[];
  readonly from: number | undefined;
  /** The date is that of the begin: an end at 00:00 is the midnight after it. */
  readonly closes?: boolean;
}

/** Styles in which (nearly) every row can be read; of several those under which rows follow each other most evenly. */
const stylesOf = (rows: Rows, places: Places, candidates: readonly TimeStyle[]): TimeStyle[] => {
  const read = candidates.map((style) => ({ style, count: instants(rows, places.columns, style).length }));
  const most = Math.max(0, ...read.map(({ count }) => count));
  const fitting = read.filter(({ count }) => count > 0 && count === most).map(({ style }) => style);
  if (fitting.length < 2) return fitting;
  const even = fitting.map((style) => ({ style, even: evenness(rows, places, style) }));
  const best = Math.max(...even.map(({ even: of }) => of));
  return even.filter(({ even: of }) => of === best).map(({ style }) => style);
};

const placesOf = (
  rows: Rows,
  names: readonly Named[],
  isTime: (cell: string) => boolean,
): Places | undefined => {
  const all = names.map((_, place) => place);
  const dated = all.filter((place) => share(rows, place, isTime) >= 0.6);
  const nameOf = (place: number): string => names[place]?.name ?? '';
  const clocks = all.filter(
    (place) =>
      !dated.includes(place) &&
      (share(rows, place, isClock) >= 0.6 ||
        (HOUR_NAME.test(nameOf(place)) && share(rows, place, isHour) >= 0.95)),
  );
  const to = dated.find((place) => END.test(nameOf(place)));
  const from = dated.find((place) => START.test(nameOf(place)));
  const endClock = clocks.find((place) => END.test(nameOf(place)));
  if (to !== undefined && from !== undefined && to !== from)
    return endClock === undefined ? { columns: [to], from } : { columns: [to, endClock], from: undefined };
  const main = dated.find((place) => TIME_NAME.test(nameOf(place))) ?? dated[0];
  if (main === undefined) return undefined;
  const whole = share(rows, main, (cell) => /\d[:：时]\d|T\d|^\d{12}/.test(cell)) > 0.5;
  if (whole || clocks.length === 0) return { columns: [main], from: undefined };
  const last = clocks.length > 1 ? endClock : clocks[0];
  return {
    columns: [main, last ?? clocks[0] ?? main],
    from: undefined,
    closes: clocks.length > 1 && last !== undefined,
  };
};

const DAY_MS = 86_400_000;

/** A row of 00:00 that follows the last one of its own date stands for 24:00. */
const closesDay = (ms: readonly number[], stepMs: number): boolean => {
  const backs = ms
    .slice(1)
    .filter((at, index) => at % DAY_MS === 0 && at - (ms[index] ?? at) === stepMs - DAY_MS);
  return backs.length > 0;
};

const labelOf = (
  name: string,
  texts: readonly string[],
  ms: readonly number[],
  stepMs: number,
): Pick<TimeFound, 'label' | 'labelSure'> => {
  if (texts.some((text) => /(?:^|[T\s])24(?::?00|$)/.test(text)) || END.test(name))
    return { label: 'end', labelSure: true };
  if (START.test(name)) return { label: 'start', labelSure: true };
  const [first, last] = [Math.min(...ms), Math.max(...ms)];
  if (first % DAY_MS === 0 && last % DAY_MS !== 0) return { label: 'start', labelSure: false };
  if (first % DAY_MS === stepMs) return { label: 'end', labelSure: false };
  return { label: undefined, labelSure: false };
};

/** @returns undefined where no column holds times with a date */
export const findTime = (
  rows: Rows,
  names: readonly Named[],
  isTime: (cell: string) => boolean,
  candidates: readonly TimeStyle[],
): TimeFound | undefined => {
  const places = placesOf(rows, names, isTime);
  if (places === undefined) return undefined;
  const styles = stylesOf(rows, places, candidates);
  const [style] = styles;
  if (style === undefined) return undefined;
  const { columns, from } = places;
  const raw = rows.map((cells) =>
    columns
      .map((place) => cells[place] ?? '')
      .join(' ')
      .trim(),
  );
  const range = raw.filter((text) => rangeOf(text) !== undefined).length > raw.length / 2;
  const ms = instants(rows, columns, style, range);
  const begins =
    from === undefined ? (range ? instants(rows, columns, style) : []) : instants(rows, [from], style);
  const lengths = begins.length === ms.length ? ms.map((at, index) => at - (begins[index] ?? at)) : [];
  const inclusiveEnd =
    ms.length > 0 && (ms.every((at) => at % 60_000 === 59_000) || ms.every((at) => at % 300_000 === 240_000));
  const stepMs = modeOf(steps(ms))?.value ?? lengths[0];
  const ups = ms.slice(1).filter((at, index) => at > (ms[index] ?? at)).length;
  const known = from !== undefined || range || inclusiveEnd;
  const name = columns.map((place) => names[place]?.name ?? '').at(-1) ?? '';
  return {
    columns,
    from,
    range,
    styles,
    inclusiveEnd,
    stepMs,
    midnightClosesDay: places.closes === true || (stepMs !== undefined && closesDay(ms, stepMs)),
    dateOnly:
      raw.every((text) => isoOf(text, style)?.endsWith('T00:00:00') ?? true) &&
      !raw.some((text) => text.includes(':')),
    descending: ms.length > 2 && ups * 2 < ms.length - 1,
    ...(known ? { label: 'end' as const, labelSure: true } : labelOf(name, raw, ms, stepMs ?? 0)),
  };
};
