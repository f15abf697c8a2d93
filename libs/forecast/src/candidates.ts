import { leastSquares } from '@zerofab/performance';
import { SLOTS, type Day } from './days.js';

/** A forecast of a day, of what was known when it began. */
type Candidate = (history: readonly Day[], target: Day) => readonly (number | undefined)[];

const WEEKS = 8;
const slots = <T>(value: (slot: number) => T): T[] => Array.from({ length: SLOTS }, (_, slot) => value(slot));

const known = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value): value is number => value !== undefined);

const median = (values: readonly number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined || !Number.isInteger(middle)) return upper;
  return (upper + (sorted[middle - 1] ?? upper)) / 2;
};

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Days alike, the latest first: of the same type, else worked alike (a first holiday has no other to look back to). */
const alike = (history: readonly Day[], target: Day, count: number): readonly Day[] => {
  const recent = history.slice(-7 * WEEKS).reverse();
  const same = recent.filter(({ type }) => type === target.type);
  const days = same.length > 0 ? same : recent.filter(({ worked }) => worked === target.worked);
  return days.slice(0, count);
};

/** Seasonal naive: the same slot of the last day of the same type, a week ago as a rule. */
const seasonalNaive: Candidate = (history, target) => {
  const days = alike(history, target, WEEKS);
  return slots((slot) => days.map(({ values }) => values[slot]).find((value) => value !== undefined));
};

/** Level of the last days against what days like them were before: 1 where nothing is known. */
const levelOf = (history: readonly Day[], profile: Candidate): number => {
  const ratios = [1, 2, 3].flatMap((back) => {
    const day = history.at(-back);
    if (day === undefined) return [];
    const expected = mean(known(profile(history.slice(0, -back), day)));
    const actual = mean(known(day.values));
    return expected === undefined || actual === undefined || expected === 0 ? [] : [actual / expected];
  });
  return Math.min(1.5, Math.max(0.67, median(ratios) ?? 1));
};

const medianProfile: Candidate = (history, target) => {
  const days = alike(history, target, 6);
  return slots((slot) => median(known(days.map(({ values }) => values[slot]))));
};

/** Median of the last six days of the type, by slot, moved to the level of the last three days. */
const typicalDay: Candidate = (history, target) => {
  const level = levelOf(history, medianProfile);
  return medianProfile(history, target).map((value) => (value === undefined ? undefined : value * level));
};

/** Weight of the latest day of a type; ours. */
const ALPHA = 0.3;

/** Exponential smoothing by type of day and slot: each earlier day weighs 0.7 of the next. */
const smoothed: Candidate = (history, target) => {
  const days = [...alike(history, target, WEEKS)].reverse();
  return slots((slot) =>
    known(days.map(({ values }) => values[slot])).reduce<number | undefined>(
      (level, value) => (level === undefined ? value : level + ALPHA * (value - level)),
      undefined,
    ),
  );
};

/** Days that the regression learns from, and its pull towards 0, of columns scaled to their mean square. Ours. */
const TRAINING_DAYS = 35;
const PULL = 0.02;

const features = (history: readonly Day[], target: Day): ((slot: number) => number[] | undefined) => {
  const [typical, naive, level] = [
    medianProfile(history, target),
    seasonalNaive(history, target),
    smoothed(history, target),
  ];
  const yesterday = history.at(-1);
  const late = mean(known((yesterday?.values ?? []).slice(-8)));
  return (slot) => {
    const row = [typical[slot], naive[slot], level[slot], yesterday?.values[slot], late];
    return row.every((value) => value !== undefined) ? [1, ...row, target.worked ? 1 : 0] : undefined;
  };
};

interface Sample {
  readonly row: readonly number[];
  readonly y: number;
}

/** Samples of a day: the days before it are the same in every history that holds it. */
const learned = new WeakMap<Day, readonly Sample[]>();

const samplesOfDay = (history: readonly Day[], day: Day): readonly Sample[] => {
  const kept = learned.get(day);
  if (kept !== undefined) return kept;
  const rowAt = features(history, day);
  const samples = day.values.flatMap((y, slot) => {
    const row = y === undefined ? undefined : rowAt(slot);
    return row === undefined || y === undefined ? [] : [{ row, y }];
  });
  learned.set(day, samples);
  return samples;
};

const samplesOf = (history: readonly Day[]): Sample[] => {
  const first = Math.max(14, history.length - TRAINING_DAYS);
  return history.slice(first).flatMap((day, index) => samplesOfDay(history.slice(0, first + index), day));
};

/** Ridge: each column gets a row of its own that pulls its coefficient towards 0 (the constant is left free). */
const ridge = (samples: readonly Sample[]): readonly number[] | undefined => {
  const width = samples[0]?.row.length ?? 0;
  if (samples.length < 10 * SLOTS) return undefined;
  const columns = Array.from({ length: width }, (_, column) => {
    const values = samples.map(({ row }) => row[column] ?? 0);
    const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) * PULL);
    return [
      ...values,
      ...Array.from({ length: width - 1 }, (_, pull) => (pull + 1 === column ? Math.max(size, 1e-9) : 0)),
    ];
  });
  const found = leastSquares(columns, [
    ...samples.map(({ y }) => y),
    ...Array.from({ length: width - 1 }, () => 0),
  ]);
  return 'column' in found ? undefined : found.coefficients;
};

/** Regression on the other candidates, yesterday and yesterday's last two hours, learnt anew for each day. */
const regression: Candidate = (history, target) => {
  const coefficients = ridge(samplesOf(history));
  if (coefficients === undefined) return slots(() => undefined);
  const rowAt = features(history, target);
  return slots((slot) => {
    const row = rowAt(slot);
    return row?.reduce((sum, value, column) => sum + value * (coefficients[column] ?? 0), 0);
  });
};

/** Mean of the others: errors that differ cancel. */
const combined: Candidate = (history, target) => {
  const all = [typicalDay, smoothed, regression].map((candidate) => candidate(history, target));
  return slots((slot) => mean(known(all.map((values) => values[slot]))));
};

/** Every candidate, the naive one first: against it the others are measured. */
export const CANDIDATES = { seasonalNaive, typicalDay, smoothed, regression, combined } as const;
export type Model = keyof typeof CANDIDATES;
export const MODELS = Object.keys(CANDIDATES) as Model[];
