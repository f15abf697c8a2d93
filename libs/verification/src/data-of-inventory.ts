import { ExactDecimal } from '@zerofab/units';
import type { Bilingual, DataGrade } from '@zerofab/vocabulary';
import type { Datum } from './datum.js';

interface RecordOfLine {
  readonly id: string;
  readonly stream: string;
  readonly from: string;
  readonly to: string;
  /** Part of the record that falls into the span, in the unit of the activity. */
  readonly share: string;
  readonly quantity: string;
  readonly unit: string;
  readonly evidence: string | null;
}
interface RegisterOfLine {
  readonly meter: string;
  readonly meterName: Bilingual;
  readonly register: string;
  readonly registerUnit: string;
  readonly value: string | null;
  readonly estimated: string;
}
interface MonthOfLine {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly value: string | null;
  readonly estimated: string;
}

/** What of a line of an inventory its data are made of. */
export interface SampledLine {
  readonly code: string;
  readonly category: string;
  readonly name: Bilingual;
  /** tCO2e, decimal text. */
  readonly exact: string | null;
  /** 0: it stands beside the total. */
  readonly weight?: number | undefined;
  readonly dataQuality?: { readonly grade: DataGrade } | null | undefined;
  readonly activity: {
    readonly exact: string | null;
    readonly unit: string;
    readonly estimated: string;
    readonly periods: readonly MonthOfLine[];
    readonly registers: readonly RegisterOfLine[];
    readonly records: readonly RecordOfLine[];
  };
}

/** An inventory with its emissions by source and local month, tCO2e (null: missing). */
export interface SampledInventory {
  readonly from: string;
  readonly to: string;
  readonly sources: readonly SampledLine[];
  readonly months: ReadonlyMap<string, ReadonlyMap<string, number | null>>;
}

const sizeText = (value: ExactDecimal): string => value.abs().toFixed();
const estimatedOf = (estimated: string, whole: string | null): number | null => {
  if (whole === null) return null;
  const all = new ExactDecimal(whole).abs();
  const part = new ExactDecimal(estimated).abs();
  if (part.isZero()) return 0;
  return all.isZero() ? 1 : Math.min(1, part.div(all).toNumber());
};

/** A part of the emissions of a line, in proportion to its activity; null where that is not known or nothing. */
const partOfLine = ({ exact }: SampledLine, part: string | null, whole: ExactDecimal): string | null =>
  exact === null || part === null || whole.isZero()
    ? null
    : sizeText(new ExactDecimal(exact).times(part).div(whole));

const touches = (record: RecordOfLine, month: MonthOfLine): boolean =>
  Date.parse(record.from) < Date.parse(month.to) && Date.parse(record.to) > Date.parse(month.from);

const shared = (line: SampledLine) => ({
  source: line.code,
  category: line.category,
  grade: line.dataQuality?.grade ?? null,
});

const ofMonths = (line: SampledLine, months: SampledInventory['months']): Datum[] => {
  const { unit, periods, registers, records } = line.activity;
  return periods.map((month) => {
    const tonnes = months.get(line.code)?.get(month.label) ?? null;
    const own = records.filter((record) => touches(record, month));
    const bare = own.some(({ evidence }) => evidence === null);
    return {
      id: `line:${line.code}:${month.label}`,
      kind: 'line',
      ...shared(line),
      name: line.name,
      label: month.label,
      from: month.from,
      to: month.to,
      activity: month.value,
      unit,
      tco2e: tonnes === null ? null : sizeText(new ExactDecimal(tonnes)),
      size: 'own',
      lastYearTco2e: null,
      estimatedShare: estimatedOf(month.estimated, month.value),
      manual: own.length > 0,
      evidence: bare ? 'missing' : registers.length > 0 ? 'readings' : own.length > 0 ? 'named' : 'missing',
    };
  });
};

const ofRecords = (line: SampledLine): Datum[] => {
  const whole = line.activity.exact;
  return line.activity.records.map((record) => {
    // Of a stock, or of an input of a formula, the activity is not the sum of the records.
    const own = record.stream === '' && whole !== null;
    const tco2e = own ? partOfLine(line, record.share, new ExactDecimal(whole).abs()) : null;
    return {
      id: `record:${record.id}`,
      kind: 'record',
      ...shared(line),
      name: line.name,
      label: record.from.slice(0, 7),
      from: record.from,
      to: record.to,
      activity: record.quantity,
      unit: record.unit,
      tco2e: tco2e ?? (line.exact === null ? null : sizeText(new ExactDecimal(line.exact))),
      size: tco2e === null ? 'line' : 'own',
      lastYearTco2e: null,
      estimatedShare: 0,
      manual: true,
      evidence: record.evidence === null ? 'missing' : 'named',
    };
  });
};

const ofRegisters = (line: SampledLine, span: Pick<SampledInventory, 'from' | 'to'>): Datum[] => {
  const { registers } = line.activity;
  const known = registers.flatMap(({ value }) => (value === null ? [] : [new ExactDecimal(value).abs()]));
  const units = new Set(registers.map(({ registerUnit }) => registerUnit));
  const whole = known.reduce((sum, value) => sum.plus(value), new ExactDecimal(0));
  const comparable = units.size === 1 && known.length === registers.length;
  return registers.map((register) => {
    const tco2e = comparable ? partOfLine(line, register.value, whole) : null;
    return {
      id: `register:${line.code}:${register.meter}:${register.register}`,
      kind: 'register',
      ...shared(line),
      name: register.meterName,
      label: span.from.slice(0, 4),
      from: span.from,
      to: span.to,
      activity: register.value,
      unit: register.registerUnit,
      tco2e: tco2e ?? (line.exact === null ? null : sizeText(new ExactDecimal(line.exact))),
      size: tco2e === null ? 'line' : 'own',
      lastYearTco2e: null,
      estimatedShare: estimatedOf(register.estimated, register.value),
      manual: false,
      evidence: 'readings',
    };
  });
};

const dataOf = (inventory: SampledInventory): Datum[] =>
  inventory.sources
    .filter(({ weight }) => weight !== 0)
    .flatMap((line) => [
      ...ofMonths(line, inventory.months),
      ...ofRecords(line),
      ...ofRegisters(line, inventory),
    ]);

const yearBefore = (id: string): string =>
  id.replace(
    /:(\d{4})-(\d{2})$/,
    (_, year: string, month: string) => `:${String(Number(year) - 1)}-${month}`,
  );

/**
 * The data of an inventory that a verifier may look at: each source by month, each record by hand, each register; of the
 * lines that are in the total alone. Each with what the same datum was a year before: a month and a register by itself,
 * a record by the whole of its source.
 * @param before the year before; undefined: there is none
 */
export const dataOfInventory = (
  inventory: SampledInventory,
  before: SampledInventory | undefined,
): Datum[] => {
  const earlier = new Map((before === undefined ? [] : dataOf(before)).map((datum) => [datum.id, datum]));
  const lines = (of: SampledInventory | undefined) =>
    new Map((of?.sources ?? []).map(({ code, exact }) => [code, exact]));
  const [now, then] = [lines(inventory), lines(before)];
  const seen = new Set<string>();
  return dataOf(inventory)
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map((datum) => {
      if (datum.kind !== 'record')
        return { ...datum, lastYearTco2e: earlier.get(yearBefore(datum.id))?.tco2e ?? null };
      const [current, last] = [now.get(datum.source) ?? null, then.get(datum.source) ?? null];
      if (current === null || last === null || datum.tco2e === null || new ExactDecimal(current).isZero())
        return datum;
      // As if the record had moved as its source did.
      const lastYear = new ExactDecimal(datum.tco2e).times(last).div(current);
      return { ...datum, lastYearTco2e: sizeText(lastYear) };
    });
};
