import type { Meter } from '@zerofab/contracts';
import { valueColumns, type Choices, type ColumnFound, type Detected } from '@zerofab/meter-history';
import { conversion } from '@zerofab/units';

type Register = Meter['registers'][number];

/** What a person confirms or changes, as the form holds it. */
export interface HistoryChoice {
  time: string;
  /** Second column of the time, empty where there is one. */
  clock: string;
  format: string;
  zone: string;
  decimal: string;
  /** Empty: not chosen yet. */
  label: string;
  keys: { column: string; value: string; values: readonly string[] }[];
  columns: { register: string; column: string; scale: string }[];
}

/** Columns by a name that is theirs alone. */
export const nameAt = (detected: Detected, place: number): string => {
  const name = detected.columns[place]?.name ?? '';
  const twice = detected.columns.filter((column) => column.name === name).length > 1;
  return name === '' || twice ? `#${String(place + 1)}` : name;
};

/** All values of the file are one row of columns: wide rows and NEM12. */
export const isWhole = (detected: Detected): boolean =>
  detected.kind === 'nem12' || detected.wide !== undefined;

const factor = (from: string, to: string): number | undefined => {
  try {
    const { multiplyBy, divideBy } = conversion(from, to);
    return multiplyBy.div(divideBy).toNumber();
  } catch {
    return undefined;
  }
};

/**
 * Factor from the unit that the file names to the register's: kWh → MWh 0.001; of a mean power over an interval to the
 * energy of the interval: W over half an hour → kWh 0.0005. Undefined where no such factor exists.
 */
export const scaleOf = (
  unit: string | undefined,
  register: Register,
  stepMs: number | undefined,
): number | undefined => {
  if (unit === undefined || unit === register.unit) return 1;
  const named = CASES.get(unit.toLowerCase()) ?? unit;
  const [milli, base] = /^(W|Wh)$/.test(named) ? [0.001, `k${named}`] : [1, named];
  const straight = factor(base, register.unit);
  if (straight !== undefined) return tidy(straight * milli);
  if (register.kind !== 'interval' || stepMs === undefined) return undefined;
  const energy = factor(`${base}h`, register.unit);
  return energy === undefined ? undefined : tidy((energy * milli * stepMs) / 3_600_000);
};

const CASES = new Map(
  ['kWh', 'MWh', 'Wh', 'kW', 'MW', 'W', 'GJ', 'MJ', 'm3', 'Nm3'].map((unit) => [unit.toLowerCase(), unit]),
);
const tidy = (value: number): number => Number(value.toPrecision(12));

const alike = (column: ColumnFound, register: Register): boolean =>
  [register.code, register.name.zh, register.name.en].some(
    (word) => word !== '' && column.name.toLowerCase().includes(word.toLowerCase()),
  );

/** The form as detection proposes it; what the file does not tell is left empty. */
export const propose = (detected: Detected, meter: Meter, zone: string): HistoryChoice => {
  const { time } = detected;
  const values = valueColumns(detected);
  const whole = isWhole(detected);
  const columns = meter.registers.map((register, index) => {
    const only = index === 0 && values.length === 1 ? values[0] : undefined;
    const found = values.find((column) => alike(column, register)) ?? only;
    const unit = whole ? detected.channels[0]?.unit : found?.unit;
    const scale = scaleOf(unit, register, wholeStep(detected));
    const column = whole
      ? index === 0
        ? '*'
        : ''
      : found === undefined
        ? ''
        : nameAt(detected, found.place);
    return { register: register.code, column, scale: column === '' ? '1' : String(scale ?? '') };
  });
  return {
    time: nameAt(detected, time.columns[0] ?? 0),
    clock: time.columns[1] === undefined ? '' : nameAt(detected, time.columns[1]),
    format: time.styles.length === 1 ? (time.styles[0] ?? '') : '',
    zone,
    decimal: detected.decimal.sure ? detected.decimal.sign : '',
    label: time.label ?? '',
    keys: detected.keys.map(({ column, values: of }) => ({
      column: nameAt(detected, column),
      value: '',
      values: of,
    })),
    columns,
  };
};

const wholeStep = ({ wide, time }: Detected): number | undefined =>
  wide === undefined
    ? time.stepMs
    : ((wide.slots[1]?.endMinute ?? 0) - (wide.slots[0]?.endMinute ?? 0)) * 60_000;

/** Whether start or end of an interval matters: a counter shows what it shows at the time of its row. */
export const needsLabel = (detected: Detected, meter: Meter, choice: HistoryChoice): boolean =>
  !isWhole(detected) &&
  choice.columns.some(
    ({ register, column }) =>
      column !== '' && meter.registers.find(({ code }) => code === register)?.kind === 'interval',
  );

/** Everything that must be chosen is, and each scale is a number. */
export const isReady = (detected: Detected, meter: Meter, choice: HistoryChoice): boolean => {
  const used = choice.columns.filter(({ column }) => column !== '');
  return (
    used.length > 0 &&
    used.every(({ scale }) => scale.trim() !== '' && Number.isFinite(Number(scale)) && Number(scale) !== 0) &&
    choice.format !== '' &&
    choice.decimal !== '' &&
    choice.keys.every(({ value }) => value !== '') &&
    (choice.label !== '' || !needsLabel(detected, meter, choice))
  );
};

export const choicesOf = (detected: Detected, meter: Meter, choice: HistoryChoice): Choices => ({
  zone: choice.zone,
  timeColumns:
    detected.kind === 'nem12' ? undefined : [choice.time, ...(choice.clock === '' ? [] : [choice.clock])],
  timeFormat: choice.format === '' ? undefined : choice.format,
  decimal: choice.decimal === ',' ? ',' : '.',
  label: needsLabel(detected, meter, choice) && choice.label === 'start' ? 'start' : 'end',
  where: choice.keys.map(({ column, value }) => ({ column, value })),
  mappings: choice.columns
    .filter(({ column }) => column !== '')
    .map(({ column, register, scale }) => ({ column, register, scale: Number(scale) })),
});
