import { plainText } from './quantity-text';

/** A month as a heading names it; the year where it says one. */
export interface MonthLabel {
  readonly month: number;
  readonly year: number | null;
}

const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const CHINESE = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

const label = (month: number, year: string | undefined): MonthLabel | null => {
  if (!(month >= 1 && month <= 12)) return null;
  if (year === undefined) return { month, year: null };
  return { month, year: year.length === 2 ? 2000 + Number(year) : Number(year) };
};

/** Month of a heading: `5月`, `五月`, `2026年5月`, `2026-05`, `2026/5/1`, `05/2026`, `May`, `May-26`; null for others. */
export const monthLabel = (raw: string): MonthLabel | null => {
  const text = plainText(raw).toLowerCase();
  const chinese = /^(?:(\d{4})年)?\s?(\d{1,2}|[一二三四五六七八九十]{1,2})月份?$/.exec(text);
  if (chinese !== null) {
    const [, year, month = ''] = chinese;
    return label(/\d/.test(month) ? Number(month) : CHINESE.indexOf(month) + 1, year);
  }
  const yearFirst = /^(\d{4})[-/.](\d{1,2})(?:[-/.]0?1)?$/.exec(text);
  if (yearFirst !== null) return label(Number(yearFirst[2]), yearFirst[1]);
  const yearLast = /^(\d{1,2})[-/](\d{4})$/.exec(text);
  if (yearLast !== null) return label(Number(yearLast[1]), yearLast[2]);
  const [, word = '', year] = /^([a-z]{3,9})\.?(?:[ '-]+(\d{2}|\d{4}))?$/.exec(text) ?? [];
  const index = Math.max(ENGLISH.indexOf(word === 'sept' ? 'sep' : word), LONG.indexOf(word));
  return label(index + 1, year);
};
