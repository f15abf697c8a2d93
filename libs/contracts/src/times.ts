import { MAX_YEAR, MIN_YEAR } from '@zerofab/vocabulary';
import { z } from 'zod';

const YEARS = `${String(MIN_YEAR)} to ${String(MAX_YEAR)}`;
const OUTSIDE = `the year lies outside ${YEARS}; check the date`;

const isKnownYear = (year: number): boolean => year >= MIN_YEAR && year <= MAX_YEAR;
const yearIn = (text: string): number => Number(text.slice(0, 4));

/** The exclusive end of the last year is the one instant beyond it. */
const isEndOfLastYear = (text: string): boolean =>
  yearIn(text) === MAX_YEAR + 1 &&
  /^\d{4}(-01(-01([T ]00:00(:00(\.0{1,6})?)?(Z|[+ -]\d{2}:?\d{2})?)?)?)?$/.test(text);

/** `from`/`to`: ISO 8601 with offset, or a local date, month or year of the site (2018, 2018-01, 2018-01-31). */
export const instantParamSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+ -]\d{2}:?\d{2})?)?)?)?$/, {
    error:
      'give ISO 8601 with offset (2026-01-01T00:00:00+08:00) or a local date, month or year (2026-01-01, 2026-01, 2026)',
  })
  .refine((text) => isKnownYear(yearIn(text)) || isEndOfLastYear(text), { error: OUTSIDE })
  .describe(
    `Start (inclusive) or end (exclusive), years ${YEARS}: ISO 8601 with offset, or a date, month or year in the site's time zone`,
  );

/** A day, YYYY-MM-DD, in the time zone of the site. */
export const daySchema = z.iso
  .date()
  .refine((text) => isKnownYear(yearIn(text)), { error: OUTSIDE })
  .describe(`Day, YYYY-MM-DD, years ${YEARS}, in the time zone of the site`);

/** A month, YYYY-MM. */
export const monthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'give a month, YYYY-MM')
  .refine((text) => isKnownYear(yearIn(text)), { error: OUTSIDE });

const YEAR_HINT = `give a year from ${String(MIN_YEAR)} to ${String(MAX_YEAR)}, such as 2026`;

/** A calendar year in a body. */
export const yearSchema = z.number().int().min(MIN_YEAR, YEAR_HINT).max(MAX_YEAR, YEAR_HINT);

/** A calendar year in a query. */
export const yearParamSchema = z.coerce.number().int().min(MIN_YEAR, YEAR_HINT).max(MAX_YEAR, YEAR_HINT);

/** Id of a record, as the store counts them. */
export const recordIdSchema = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'give the id of a record: digits only, as in "id" of the record');
