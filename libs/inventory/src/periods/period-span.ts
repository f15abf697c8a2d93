import { addMonths, resolveSpan, type Span } from '@zerofab/calendar';
import { MAX_YEAR, MIN_YEAR, refusedField } from '@zerofab/vocabulary';

const PERIOD = /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/;

/**
 * The span of a reporting period: a calendar year or month in the time zone of the site.
 * @throws RefusedError bad-period
 */
export const periodSpan = (period: string, zone: string): Span => {
  const year = Number(period.slice(0, 4));
  if (!PERIOD.test(period) || year < MIN_YEAR || year > MAX_YEAR)
    throw refusedField('bad-period', 'period', {
      zh: `请填写 ${String(MIN_YEAR)} 至 ${String(MAX_YEAR)} 间的年份或月份，例如 2025 或 2025-03`,
      en: `give a year or month from ${String(MIN_YEAR)} to ${String(MAX_YEAR)}, such as 2025 or 2025-03`,
    });
  const next = period.length === 4 ? String(year + 1) : addMonths(`${period}-01`, 1).slice(0, 7);
  return resolveSpan(period, next, zone);
};
