import { BadLookupError } from './errors.js';

/** True for a day of the calendar as YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
};

/** @throws BadLookupError when the text is no day; days in this form compare as text. */
export const requireDay = (field: string, text: string): string => {
  if (!isDay(text)) {
    throw new BadLookupError(field, text, {
      zh: '请按 YYYY-MM-DD 填写日期',
      en: 'Give a day as YYYY-MM-DD.',
    });
  }
  return text;
};

/** @throws BadLookupError when the number is no year between 1990 and 2100. */
export const requireYear = (field: string, year: number): number => {
  if (!Number.isInteger(year) || year < 1990 || year > 2100) {
    throw new BadLookupError(field, String(year), {
      zh: '请填写 1990 至 2100 之间的年份',
      en: 'Give a year between 1990 and 2100.',
    });
  }
  return year;
};
