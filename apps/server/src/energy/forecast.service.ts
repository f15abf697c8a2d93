import { Injectable } from '@nestjs/common';
import type { ForecastAnswer, ForecastRequest } from '@zerofab/contracts';
import { dayAhead } from '@zerofab/forecast';

const nulls = (values: readonly (number | undefined)[]): (number | null)[] =>
  Array.from(values, (value) => value ?? null);

/** The stateless side of forecasts. */
@Injectable()
export class ForecastService {
  /** @throws RefusedError validation where the series is too short */
  forecast({ start, timezone, values, origins }: ForecastRequest): ForecastAnswer {
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
  }
}
