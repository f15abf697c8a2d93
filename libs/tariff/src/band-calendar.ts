import { dayKindOf, keepsChineseHolidays, weekdayOf, type DayKind, type LocalDate } from '@zerofab/calendar';
import { BAND_LABELS, type Band } from '@zerofab/vocabulary';
import type { BandRule } from './contract.js';
import { refuse } from './refuse.js';

const MINUTES = 1440;
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const KINDS: readonly DayKind[] = ['workday', 'weekend', 'holiday', 'shifted'];
const MONTHS: readonly number[] = Array.from({ length: 12 }, (_, index) => index + 1);

/** @returns minutes since the local midnight, 0 … 1440 */
const minuteOf = (text: string, field: string): number => {
  if (text === '24:00') return MINUTES;
  const [, hours, minutes] = TIME.exec(text) ?? [];
  if (hours === undefined || minutes === undefined)
    return refuse(
      'tariff-bad-contract',
      field,
      `“${text}”不是 00:00 至 24:00 的时刻`,
      `"${text}" is no time from 00:00 to 24:00`,
    );
  return Number(hours) * 60 + Number(minutes);
};
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Stretches of minutes of a rule: one, or two where it runs over midnight. */
const stretchesOf = ({ from, to }: BandRule, field: string): [number, number][] => {
  const [first, end] = [minuteOf(from, `${field}.from`), minuteOf(to, `${field}.to`)];
  if (first < end) return [[first, end]];
  if (first === end)
    return refuse(
      'tariff-bad-contract',
      field,
      '起止时刻相同；全天请写 00:00 至 24:00',
      'begins when it ends; a whole day is 00:00 to 24:00',
    );
  const both: [number, number][] = [
    [0, end],
    [first, MINUTES],
  ];
  return both.filter(([a, b]) => b > a);
};

const REST: Readonly<Record<DayKind, { zh: string; en: string }>> = {
  workday: { zh: '工作日', en: 'workdays' },
  weekend: { zh: '周末', en: 'weekends' },
  holiday: { zh: '法定节假日', en: 'public holidays' },
  shifted: { zh: '调休上班日', en: 'worked weekend days' },
};

/** The band of each minute of each kind of day. */
export class BandCalendar {
  private readonly days = new Map<string, readonly Band[]>();
  /** Kinds of day that a rule names; what none names is the day of the week it falls on. */
  private readonly named: ReadonlySet<DayKind>;

  /**
   * @throws RefusedError tariff-bands-overlap or tariff-hours-free that names month, kind of day and time; a calendar is
   * checked whole, whatever month is billed
   */
  constructor(rules: readonly BandRule[]) {
    this.named = new Set(rules.flatMap(({ days }) => days ?? []));
    for (const month of MONTHS)
      for (const kind of KINDS.filter((kind) => this.isOwn(kind)))
        this.days.set(`${String(month)} ${kind}`, minutesOf(rules, month, kind));
  }

  /** Whether its days depend on the public holidays of China. */
  get needsHolidays(): boolean {
    return this.named.has('holiday') || this.named.has('shifted');
  }

  /** Bands of the 1 440 minutes of a local day. */
  bandsOn(day: LocalDate, zone: string): readonly Band[] {
    return this.days.get(`${String(Number(day.slice(5, 7)))} ${this.kindOn(day, zone)}`) ?? [];
  }

  private isOwn(kind: DayKind): boolean {
    return kind === 'workday' || kind === 'weekend' || this.named.has(kind);
  }

  private kindOn(day: LocalDate, zone: string): DayKind {
    const byWeekday = weekdayOf(day) < 6 ? 'workday' : 'weekend';
    if (!keepsChineseHolidays(zone)) return byWeekday;
    const kind = dayKindOf(day);
    if (this.named.has(kind)) return kind;
    return kind === 'shifted' ? 'workday' : kind === 'holiday' ? byWeekday : kind;
  }
}

const minutesOf = (rules: readonly BandRule[], month: number, kind: DayKind): readonly Band[] => {
  const owners: (number | undefined)[] = Array.from({ length: MINUTES });
  rules.forEach((rule, index) => {
    if (rule.months?.includes(month) === false || rule.days?.includes(kind) === false) return;
    for (const [from, to] of stretchesOf(rule, `contract.bands.${String(index)}`))
      for (let minute = from; minute < to; minute += 1) {
        const other = owners[minute];
        if (other !== undefined) refuseOverlap(rules, [other, index], { month, kind, minute });
        owners[minute] = index;
      }
  });
  return owners.map((owner, minute) => {
    const band = owner === undefined ? undefined : rules[owner]?.band;
    return (
      band ??
      refuseFree({ month, kind, minute, to: owners.findIndex((one, at) => at > minute && one !== undefined) })
    );
  });
};

interface Place {
  readonly month: number;
  readonly kind: DayKind;
  readonly minute: number;
}

const refuseOverlap = (
  rules: readonly BandRule[],
  [a, b]: [number, number],
  { month, kind, minute }: Place,
): never => {
  const [one, other] = [rules[a], rules[b]];
  const label = (rule: BandRule | undefined, language: 'zh' | 'en'): string =>
    rule === undefined ? '' : `${BAND_LABELS[rule.band][language]} ${rule.from}–${rule.to}`;
  return refuse(
    'tariff-bands-overlap',
    `contract.bands.${String(b)}`,
    `${String(month)} 月${REST[kind].zh} ${clock(minute)} 起“${label(one, 'zh')}”与“${label(other, 'zh')}”重叠；请保留其一`,
    `in month ${String(month)} on ${REST[kind].en} "${label(one, 'en')}" and "${label(other, 'en')}" overlap from ${clock(minute)}; keep one`,
  );
};

const refuseFree = ({ month, kind, minute, to }: Place & { to: number }): never => {
  const end = clock(to === -1 ? MINUTES : to);
  return refuse(
    'tariff-hours-free',
    'contract.bands',
    `${String(month)} 月${REST[kind].zh} ${clock(minute)}–${end} 不属于任何时段；请补充`,
    `in month ${String(month)} on ${REST[kind].en} ${clock(minute)}–${end} belongs to no band; add one`,
  );
};
