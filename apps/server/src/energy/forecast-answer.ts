import type { ForecastAnswer, ForecastRequest } from '@zerofab/contracts';
import { dayAhead } from '@zerofab/forecast';
import { RefusedError, type Refusal } from '@zerofab/vocabulary';

/** What a thread hands over: errors lose their class on the way, a refusal is a value. */
export type Forecasted = { readonly answer: ForecastAnswer } | { readonly refusal: Refusal };

const nulls = (values: readonly (number | undefined)[]): (number | null)[] =>
  Array.from(values, (value) => value ?? null);

const answerOf = ({ start, timezone, values, origins }: ForecastRequest): ForecastAnswer => {
  const { scores, tested, expected, low, high, ...found } = dayAhead(
    Date.parse(start),
    values,
    timezone,
    origins,
  );
  return {
    ...found,
    scores: [...scores],
    expected: nulls(expected),
    low: nulls(low),
    high: nulls(high),
    backTest: tested.map((each) => ({
      day: each.day,
      actual: nulls(each.actual),
      expected: nulls(each.expected),
      low: nulls(each.low),
      high: nulls(each.high),
    })),
  };
};

/** The day ahead, or why it is refused. */
export const forecasted = (request: ForecastRequest): Forecasted => {
  try {
    return { answer: answerOf(request) };
  } catch (error) {
    if (error instanceof RefusedError) return { refusal: error.refusal };
    throw error;
  }
};
