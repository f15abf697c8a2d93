import type { Bilingual } from '@zerofab/vocabulary';
import { weekdayOf, type LocalDate } from './day.js';

/** A public holiday of China, first to last day, both inclusive. */
export interface Holiday {
  readonly name: Bilingual;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** Public holidays of a year, and the weekend days on which people work instead (调休上班). */
export interface HolidayYear {
  readonly year: number;
  readonly source: string;
  /** `memory`: written down without the notice at hand; `expected`: no notice yet, statutory days only. */
  readonly confidence: 'memory' | 'expected';
  readonly holidays: readonly Holiday[];
  readonly workdays: readonly LocalDate[];
}

const NAMES = {
  newYear: { zh: '元旦', en: 'New Year' },
  spring: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming' },
  labour: { zh: '劳动节', en: 'Labour Day' },
  dragonBoat: { zh: '端午节', en: 'Dragon Boat Festival' },
  midAutumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  national: { zh: '国庆节', en: 'National Day' },
  nationalMidAutumn: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' },
} as const;

const days = (name: keyof typeof NAMES, first: LocalDate, last: LocalDate): Holiday => ({
  name: NAMES[name],
  first,
  last,
});

/** Data: one record a year. Source: notices of the General Office of the State Council (国务院办公厅节假日安排通知). */
export const CHINESE_HOLIDAYS: readonly HolidayYear[] = [
  {
    year: 2023,
    source: '国办发明电〔2022〕16号',
    confidence: 'memory',
    holidays: [
      days('newYear', '2022-12-31', '2023-01-02'),
      days('spring', '2023-01-21', '2023-01-27'),
      days('qingming', '2023-04-05', '2023-04-05'),
      days('labour', '2023-04-29', '2023-05-03'),
      days('dragonBoat', '2023-06-22', '2023-06-24'),
      days('nationalMidAutumn', '2023-09-29', '2023-10-06'),
    ],
    workdays: [
      '2023-01-28',
      '2023-01-29',
      '2023-04-23',
      '2023-05-06',
      '2023-06-25',
      '2023-10-07',
      '2023-10-08',
    ],
  },
  {
    year: 2024,
    source: '国办发明电〔2023〕7号',
    confidence: 'memory',
    holidays: [
      days('newYear', '2024-01-01', '2024-01-01'),
      days('spring', '2024-02-10', '2024-02-17'),
      days('qingming', '2024-04-04', '2024-04-06'),
      days('labour', '2024-05-01', '2024-05-05'),
      days('dragonBoat', '2024-06-10', '2024-06-10'),
      days('midAutumn', '2024-09-15', '2024-09-17'),
      days('national', '2024-10-01', '2024-10-07'),
    ],
    workdays: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    confidence: 'memory',
    holidays: [
      days('newYear', '2025-01-01', '2025-01-01'),
      days('spring', '2025-01-28', '2025-02-04'),
      days('qingming', '2025-04-04', '2025-04-06'),
      days('labour', '2025-05-01', '2025-05-05'),
      days('dragonBoat', '2025-05-31', '2025-06-02'),
      days('nationalMidAutumn', '2025-10-01', '2025-10-08'),
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    confidence: 'memory',
    holidays: [
      days('newYear', '2026-01-01', '2026-01-03'),
      days('spring', '2026-02-15', '2026-02-23'),
      days('qingming', '2026-04-04', '2026-04-06'),
      days('labour', '2026-05-01', '2026-05-05'),
      days('dragonBoat', '2026-06-19', '2026-06-21'),
      days('midAutumn', '2026-09-25', '2026-09-27'),
      days('national', '2026-10-01', '2026-10-07'),
    ],
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
  {
    year: 2027,
    source: '全国年节及纪念日放假办法 (2024)',
    confidence: 'expected',
    holidays: [
      days('newYear', '2027-01-01', '2027-01-03'),
      days('spring', '2027-02-05', '2027-02-11'),
      days('qingming', '2027-04-03', '2027-04-05'),
      days('labour', '2027-05-01', '2027-05-05'),
      days('dragonBoat', '2027-06-09', '2027-06-09'),
      days('midAutumn', '2027-09-15', '2027-09-15'),
      days('national', '2027-10-01', '2027-10-07'),
    ],
    workdays: [],
  },
];

const HOLIDAYS = CHINESE_HOLIDAYS.flatMap(({ holidays }) => holidays);
const WORKDAYS = new Set(CHINESE_HOLIDAYS.flatMap(({ workdays }) => workdays));

/** The public holiday a day belongs to; undefined on any other day, and in years without data. */
export const holidayOn = (day: LocalDate): Holiday | undefined =>
  HOLIDAYS.find(({ first, last }) => first <= day && day <= last);

/** Whether the data covers a year: outside, weekends are all that is known. */
export const knowsHolidaysOf = (year: number): boolean =>
  CHINESE_HOLIDAYS.some((record) => record.year === year);

/** holiday 法定节假日 · weekend 周末 · shifted: a weekend day worked for a holiday (调休上班) · workday 工作日. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'shifted';

/** What kind of day it is in mainland China. */
export const dayKindOf = (day: LocalDate): DayKind => {
  if (holidayOn(day) !== undefined) return 'holiday';
  if (weekdayOf(day) < 6) return 'workday';
  return WORKDAYS.has(day) ? 'shifted' : 'weekend';
};
