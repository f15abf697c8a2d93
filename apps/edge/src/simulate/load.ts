import type { LocalDay } from './local-time.js';
import { chance, drift } from './noise.js';
import type { SimParameters } from './plant.js';

type Unit = Extract<SimParameters, { model: 'unit' }>;
type Pv = Extract<SimParameters, { model: 'pv' }>;

/** 0..1 between two hours with a ramp of half an hour at both ends. */
const within = (hour: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (hour - from) * 2, (to - hour) * 2));

/** Share of the day's work by hour, per shift pattern. Lunch at 12 and the change of shifts at 16:30 show as dips. */
const SHAPE: Readonly<Record<Unit['shifts'], (hour: number) => number>> = {
  two: (h) =>
    Math.max(within(h, 7.5, 16.4), 0.9 * within(h, 16.6, 24.4)) *
    (1 - 0.45 * within(h, 11.6, 12.9)) *
    (1 - 0.35 * within(h, 17.8, 18.8)),
  three: (h) => 0.78 + 0.22 * Math.sin(((h - 3) / 24) * 2 * Math.PI) - 0.15 * within(h, 7.5, 8.6),
  day: (h) => Math.max(within(h, 6.5, 21), 0.25),
  office: (h) => within(h, 8, 18) * (1 - 0.3 * within(h, 11.8, 13.2)),
  meals: (h) =>
    Math.max(
      0.5 * within(h, 5.5, 7.8),
      within(h, 9.5, 13),
      0.8 * within(h, 15.5, 18.8),
      0.35 * within(h, 21.5, 23.2),
    ),
};

/** How much of a normal day's work a day of its kind has. */
const DAY_SHARE: Readonly<Record<Unit['shifts'], Readonly<Record<LocalDay['kind'], number>>>> = {
  two: { work: 1, saturday: 0.72, sunday: 0.06, holiday: 0.02 },
  three: { work: 1, saturday: 0.95, sunday: 0.55, holiday: 0.18 },
  day: { work: 1, saturday: 0.85, sunday: 0.4, holiday: 0.25 },
  office: { work: 1, saturday: 0.2, sunday: 0.04, holiday: 0.02 },
  meals: { work: 1, saturday: 0.75, sunday: 0.12, holiday: 0.05 },
};

/** 1 in the middle of the season, 0 outside it. */
const summer = (dayOfYear: number): number =>
  Math.max(0, Math.cos(((dayOfYear - 205) / 365) * 2 * Math.PI)) ** 1.5;
const winter = (dayOfYear: number): number =>
  Math.max(0, Math.cos(((dayOfYear - 20) / 365) * 2 * Math.PI)) ** 1.5;

/** Where in time a value is asked for: `slot` numbers the quarter hours since 1970. */
export interface Moment {
  readonly slot: number;
  readonly day: LocalDay;
  readonly hour: number;
}

/** Mean power (or flow) of a unit over a quarter hour. */
export const unitLoad = (unit: Unit, { slot, day, hour }: Moment, seed: number, stream: number): number => {
  // Orders: better and worse weeks, and each day a little its own.
  const orders =
    1 + 0.1 * drift(seed, stream, day.index, 11) + 0.07 * (chance(seed, stream + 7, day.index) * 2 - 1);
  const work = unit.workKw * SHAPE[unit.shifts](hour) * DAY_SHARE[unit.shifts][day.kind] * orders;
  const daytime = 0.45 + 0.55 * within(hour, 7, 20);
  const season =
    unit.summerKw * summer(day.dayOfYear) * daytime +
    unit.winterKw * winter(day.dayOfYear) * (1.45 - 0.45 * daytime);
  const restless = 1 + 0.06 * (chance(seed, stream + 3, slot) * 2 - 1);
  return Math.max(
    0,
    unit.baseKw * (1 + 0.05 * drift(seed, stream + 5, slot, 24)) + (work + season) * restless,
  );
};

/** Mean output of PV over a quarter hour: height of the sun, weather of the day, passing clouds. Plant time ≈ sun time. */
export const pvOutput = (pv: Pv, { slot, day, hour }: Moment, seed: number, stream: number): number => {
  const radians = Math.PI / 180;
  const declination = -23.44 * Math.cos(((day.dayOfYear + 10) / 365) * 2 * Math.PI) * radians;
  const latitude = pv.latitude * radians;
  const hourAngle = (hour - 12) * 15 * radians;
  const sinHeight =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  if (sinHeight <= 0) return 0;
  const weather = 0.3 + 0.7 * Math.sqrt(chance(seed, stream + 11, day.index));
  const clouds = 1 - 0.35 * (1 - weather) * chance(seed, stream + 13, slot);
  return pv.peakKw * 0.66 * sinHeight ** 1.15 * weather * clouds;
};
