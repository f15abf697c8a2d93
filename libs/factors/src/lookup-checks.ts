import { isDay, isYear } from '@zerofab/calendar';
import { BadLookupError } from './errors.js';

/** @throws BadLookupError when the text is no day; days in this form compare as text. */
export const requireDay = (field: string, text: string): string => {
  if (isDay(text)) return text;
  throw new BadLookupError(field, text, {
    zh: '请按 YYYY-MM-DD 填写日期',
    en: 'Give a day as YYYY-MM-DD.',
  });
};

/** @throws BadLookupError when the number is no year between 1990 and 2100. */
export const requireYear = (field: string, year: number): number => {
  if (isYear(year)) return year;
  throw new BadLookupError(field, String(year), {
    zh: '请填写 1990 至 2100 之间的年份',
    en: 'Give a year between 1990 and 2100.',
  });
};
