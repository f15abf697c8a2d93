import { addDays, resolveInstant, spanText, startOf, type Span } from '@zerofab/calendar';
import { convert, UnitError } from '@zerofab/units';
import { refusedField, type Bilingual } from '@zerofab/vocabulary';

/** A span as a record that is entered by hand gives it. */
interface Entered {
  readonly from: string;
  readonly to: string;
  readonly endsInclusive?: boolean | undefined;
}

/** A day or a month without a time, as invoices print spans. */
const DATE = /^\d{4}-\d{2}(-\d{2})?$/;

/** The span of a body, half-open; an inclusive end is the day or month after. @throws RefusedError validation */
export const spanOfBody = ({ from, to, endsInclusive = false }: Entered, zone: string): Span => {
  if (endsInclusive && !DATE.test(to))
    throw refusedField('validation', 'endsInclusive', {
      zh: '只有以日期或月份给出的截止时间才能包含当日或当月',
      en: 'only an end that is given as a day or a month can be inclusive',
    });
  const fromMs = resolveInstant(from, zone, 'from');
  const last = resolveInstant(to, zone, 'to');
  const toMs = endsInclusive ? startOf(last, to.length === 7 ? 'month' : 'day', zone, 1) : last;
  if (toMs <= fromMs)
    throw refusedField('validation', 'to', {
      zh: '截止时间须晚于开始时间；截止时间不含在内，发票若含当日，请设 endsInclusive',
      en: 'must be later than from; the end is not part of the span, and where an invoice includes it, set endsInclusive',
    });
  return { fromMs, toMs };
};

/**
 * What may be a mistake of a span as it was entered: that it ends with the last day of a month, as invoices print it,
 * although that day does not count; and that it lies in the future.
 */
export const spanHints = (entered: Entered, span: Span, zone: string): Bilingual[] => [
  ...lostDay(entered),
  ...futureHints(span, zone),
];

/** From the first of a month to the last of one, the end not counted: a day is lost that nobody meant to lose. */
const lostDay = ({ from, to, endsInclusive = false }: Entered): Bilingual[] => {
  if (endsInclusive || !/^\d{4}-\d{2}-01$/.test(from) || !/^\d{4}-\d{2}-\d{2}$/.test(to)) return [];
  if (!addDays(to, 1).endsWith('-01')) return [];
  return [
    {
      zh: `${to} 当日未计入（截止日不含在内）；票据若含当日，请改为“含截止日”`,
      en: `${to} itself is not counted, as the end is no part of the span; if the invoice includes it, say that the end is inclusive (endsInclusive)`,
    },
  ];
};

const futureHints = ({ fromMs, toMs }: Span, zone: string): Bilingual[] => {
  const nowMs = Date.now();
  if (toMs <= nowMs) return [];
  const span = spanText({ fromMs, toMs }, zone);
  return [
    {
      zh: `时段 ${span.zh} ${fromMs > nowMs ? '全部' : '部分'}在未来；请核对日期`,
      en: `The span ${span.en} lies ${fromMs > nowMs ? 'wholly' : 'partly'} in the future; check the dates`,
    },
  ];
};

/** @throws RefusedError validation of the field `unit` where it does not convert to what is wanted */
export const checkUnit = (unit: string, wanted: string): void => {
  try {
    convert('1', unit, wanted);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw refusedField('validation', 'unit', error.text);
  }
};
