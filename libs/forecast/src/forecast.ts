import { addDays } from '@zerofab/calendar';
import { refusedField } from '@zerofab/vocabulary';
import { backTest, chosenModel, type Score, type TestedDay } from './back-test.js';
import { CANDIDATES, type Model } from './candidates.js';
import { daysOf, emptyDay } from './days.js';
import { intervalOf } from './interval.js';

/** Days before the first origin: two weeks of each weekday. */
const LEAST_HISTORY = 21;

export interface DayAhead {
  readonly chosen: Model;
  readonly scores: readonly Score[];
  /** The day after the last one. */
  readonly day: string;
  readonly expected: readonly (number | undefined)[];
  readonly low: readonly (number | undefined)[];
  readonly high: readonly (number | undefined)[];
  /** The chosen model's forecasts of the origins. */
  readonly tested: readonly TestedDay[];
}

/**
 * Forecasts the day after a series at 15 minutes by the candidate that did best in a rolling back-test.
 * @param values means of quarter hours from `startMs` on; null: not known
 * @throws RefusedError validation where the series is shorter than origins and three weeks before
 */
export const dayAhead = (
  startMs: number,
  values: readonly (number | null)[],
  zone: string,
  origins: number,
): DayAhead => {
  const all = daysOf(startMs, values, zone);
  // A day that is not over is no origin, and the day to forecast.
  const days = all.at(-1)?.values.at(-1) === undefined ? all.slice(0, -1) : all;
  const last = days.at(-1);
  if (last === undefined || days.length < origins + LEAST_HISTORY)
    throw refusedField('validation', 'values', {
      zh: `有 ${String(days.length)} 个完整日；回测 ${String(origins)} 天须至少 ${String(origins + LEAST_HISTORY)} 天，请给出更长的序列或减少 origins`,
      en: `there are ${String(days.length)} whole days; ${String(origins)} origins take ${String(origins + LEAST_HISTORY)}: give a longer series or fewer origins`,
    });
  const tested = backTest(days, origins);
  const chosen = chosenModel(tested);
  const target = emptyDay(addDays(last.day, 1), zone);
  const expected = CANDIDATES[chosen](days, target);
  const own = tested.get(chosen);
  return {
    chosen,
    scores: [...tested.values()].map(({ score }) => score),
    day: target.day,
    expected,
    ...intervalOf(own?.errors ?? [], target.worked, expected),
    tested: own?.days ?? [],
  };
};
