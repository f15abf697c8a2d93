import { decimalText, findUnit, convert, parseDecimal, UnitError, type DecimalInput } from '@zerofab/units';
import { refusedField, type Bilingual, type Trace, type TraceInput } from '@zerofab/vocabulary';
import { nameOf, type AcceptedInput, type InputNames } from './input-names.js';

/** What is told about one input: an amount with its unit, a yes or no, a status; or that it is missing; or why it does not apply. */
export type GivenInput =
  | {
      readonly value: DecimalInput | boolean;
      readonly unit?: string | undefined;
      /** Where a person took it from. */
      readonly source?: string | undefined;
      readonly origin?: TraceInput['origin'];
      readonly ref?: string | null;
      readonly trace?: Trace | null;
    }
  | { readonly missing: true; readonly why?: Bilingual }
  | { readonly notApplicable: true; readonly reason: string };
export type GivenInputs = Readonly<Record<string, GivenInput>>;

/** An input as it was read and checked. */
export type ReadInput =
  | {
      readonly state: 'value';
      /** Decimal text in `unit`; `1` and `0` for yes and no; the status itself for an item of the check list. */
      readonly value: string;
      readonly unit: string;
      readonly source: string | null;
      readonly origin: TraceInput['origin'];
      readonly ref: string | null;
      readonly trace: Trace | null;
    }
  | { readonly state: 'missing'; readonly why: Bilingual | null }
  | { readonly state: 'na'; readonly reason: string };
export type ReadInputs = ReadonlyMap<string, ReadInput>;

const CHECK_STATES = new Set(['met', 'partly', 'notMet']);
const YES = new Set(['true', 'yes', '1']);
const NO = new Set(['false', 'no', '0']);

type Told = Extract<GivenInput, { readonly value: unknown }>;

const told = (given: Told, value: string, unit: string): ReadInput => ({
  state: 'value',
  value,
  unit,
  source: given.source ?? null,
  origin: (given.trace ?? null) === null ? (given.origin ?? 'given') : 'formula',
  ref: given.ref ?? null,
  trace: given.trace ?? null,
});

const refuseRange = ({ name, unit, min, max }: AcceptedInput, value: string, given: string): void => {
  const number = convert(value, given, unit);
  if ((min === null || number.gte(min)) && (max === null || number.lte(max))) return;
  const range = [min === null ? '' : `≥ ${min}`, max === null ? '' : `≤ ${max}`].filter(Boolean).join(', ');
  throw refusedField('scoring-out-of-range', `inputs.${name}`, {
    zh: `${value} ${given} 超出范围（${range} ${unit}）；请核对数值与单位`,
    en: `${value} ${given} is outside ${range} ${unit}; check value and unit`,
  });
};

const readAmount = (accepted: AcceptedInput, given: Told): ReadInput => {
  const { name, unit: wanted } = accepted;
  const number = typeof given.value === 'boolean' ? undefined : parseDecimal(given.value);
  if (number === undefined) {
    throw refusedField('scoring-bad-number', `inputs.${name}`, {
      zh: `“${String(given.value)}”不是十进制数；请填写如 959636.71 的数`,
      en: `"${String(given.value)}" is no decimal number; give one such as 959636.71`,
    });
  }
  const unit = given.unit ?? '';
  if (wanted === '') {
    if (findUnit(unit) !== undefined) return told(given, decimalText(number), unit);
    throw refusedField('scoring-unknown-unit', `inputs.${name}`, {
      zh: `单位“${unit}”无法识别；请填写如 t、piece、m2 的单位`,
      en: `The unit "${unit}" is not known; give one such as t, piece, m2`,
    });
  }
  try {
    convert(1, unit, wanted);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    const code = error.code === 'unknown-unit' ? 'scoring-unknown-unit' : 'scoring-wrong-dimension';
    throw refusedField(code, `inputs.${name}`, {
      zh: `应为可换算为 ${wanted} 的单位。${error.text.zh}`,
      en: `Give it in a unit that converts to ${wanted}. ${error.text.en}`,
    });
  }
  const value = decimalText(number);
  refuseRange(accepted, value, unit);
  return told(given, value, unit);
};

const readWord = ({ name, kind }: AcceptedInput, given: Told): ReadInput => {
  const word = String(given.value);
  if (kind === 'check' && CHECK_STATES.has(word)) return told(given, word, '');
  if (kind === 'gate' && YES.has(word)) return told(given, '1', '');
  if (kind === 'gate' && NO.has(word)) return told(given, '0', '');
  const wanted = kind === 'check' ? [...CHECK_STATES].join(', ') : 'true, false';
  throw refusedField('scoring-bad-number', `inputs.${name}`, {
    zh: `“${word}”无效；请填写 ${wanted}`,
    en: `"${word}" is not valid; give one of ${wanted}`,
  });
};

const readOne = (accepted: AcceptedInput, given: GivenInput): ReadInput => {
  if ('missing' in given) return { state: 'missing', why: given.why ?? null };
  if ('notApplicable' in given) {
    if (accepted.mayBeNotApplicable) return { state: 'na', reason: given.reason };
    throw refusedField('scoring-not-applicable-refused', `inputs.${accepted.name}`, {
      zh: '该项不可标为不适用；请给出数值，或标为缺失',
      en: 'This cannot be marked as not applicable; give its value, or say that it is missing',
    });
  }
  return accepted.kind === 'gate' || accepted.kind === 'check'
    ? readWord(accepted, given)
    : readAmount(accepted, given);
};

/**
 * Reads the inputs of an evaluation.
 * @throws RefusedError naming the input: unknown, no number, unknown unit, wrong dimension, out of range
 */
export const readInputs = (names: InputNames, given: GivenInputs): ReadInputs =>
  new Map(Object.entries(given).map(([name, input]) => [name, readOne(nameOf(names, name), input)]));
