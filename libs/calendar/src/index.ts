export { bucketBorders } from './buckets.js';
export { comparableDay, keepsChineseHolidays } from './comparable-day.js';
export {
  addDays,
  addMonths,
  dayOfYear,
  daysBetween,
  isDay,
  isYear,
  weekdayOf,
  type LocalDate,
} from './day.js';
export {
  CHINESE_HOLIDAYS,
  dayKindOf,
  holidayOn,
  knowsHolidaysOf,
  type DayKind,
  type Holiday,
  type HolidayYear,
} from './holidays.js';
export {
  dayLabel,
  hourOf,
  isoIn,
  momentText,
  monthLabel,
  shifted,
  startOf,
  startOfDay,
  timeLabel,
  yearOf,
} from './local.js';
export { QUARTER_MS } from './quarter.js';
export { RowClock, type TimeRule } from './row-clock.js';
export { resolveInstant, resolveSpan, spanText, type Span } from './span.js';
export { offsetMinutes } from './zone-offset.js';
