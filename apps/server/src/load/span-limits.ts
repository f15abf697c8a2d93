import { RefusedError, refusalOf, type BucketSize } from '@zerofab/vocabulary';
import type { Span } from '@zerofab/calendar';

const DAY_MS = 86_400_000;

interface Limit {
  readonly days: number;
  readonly zh: string;
  readonly en: string;
}

/** One answer costs some seconds at most. A day more than the round span: borders lie in the site's own time. */
const LIMITS = {
  '15m': {
    days: 63,
    zh: '62 天；请改用按小时，或缩短时段',
    en: '62 days; ask by hour, or for a shorter span',
  },
  hour: { days: 367, zh: '1 年；请改用按日，或缩短时段', en: '1 year; ask by day, or for a shorter span' },
  day: { days: 1828, zh: '5 年；请改用按月，或缩短时段', en: '5 years; ask by month, or for a shorter span' },
  month: { days: 10_959, zh: '30 年；请缩短时段', en: '30 years; ask for a shorter span' },
  calendar: { days: 93, zh: '92 天；请分段查询', en: '92 days; ask for it in parts' },
  inventory: { days: 3654, zh: '10 年；请分段查询', en: '10 years; ask for it in parts' },
} as const satisfies Record<BucketSize | 'calendar' | 'inventory', Limit>;

const NAMES: Readonly<Record<keyof typeof LIMITS, { readonly zh: string; readonly en: string }>> = {
  '15m': { zh: '按 15 分钟的数据最多查询', en: 'By quarter hour at most' },
  hour: { zh: '按小时的数据最多查询', en: 'By hour at most' },
  day: { zh: '按日的数据最多查询', en: 'By day at most' },
  month: { zh: '按月的数据最多查询', en: 'By month at most' },
  calendar: { zh: '完整度日历最多查询', en: 'The calendar spans at most' },
  inventory: { zh: '清单最多查询', en: 'An inventory spans at most' },
};

/**
 * Refuses a span whose answer would take too long for everybody else.
 * @throws RefusedError span-too-long with the limit and what to ask instead
 */
export const limitSpan = (span: Span, kind: keyof typeof LIMITS): Span => {
  const limit = LIMITS[kind];
  if (span.toMs - span.fromMs <= limit.days * DAY_MS) return span;
  const name = NAMES[kind];
  throw new RefusedError(
    refusalOf('span-too-long', 'to', { zh: `${name.zh}${limit.zh}`, en: `${name.en} ${limit.en}` }),
  );
};
