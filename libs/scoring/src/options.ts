import { refusedField } from '@zerofab/vocabulary';
import type { SwitchValues } from './quantities.js';
import { NA_MODES, type NaMode, type Scheme } from './scheme.js';

/** Values of switches by their id, `applicant`, `naMode`. */
export type Options = Readonly<Record<string, string>>;

export interface Chosen {
  readonly switches: SwitchValues;
  readonly applicant: string | null;
  readonly naMode: NaMode;
}

/** A year in which the scheme was not or is no longer in force is refused: `scoring-scheme-not-in-force`. */
export const refuseYear = ({ id, firstYear, lastYear }: Scheme, year: number): void => {
  if (year >= firstYear && (lastYear === null || year <= lastYear)) return;
  const [first, last] = [String(firstYear), lastYear === null ? '' : String(lastYear)];
  throw refusedField('scoring-scheme-not-in-force', 'year', {
    zh: `方案 ${id} 适用于 ${first} 至 ${last === '' ? '今' : last} 年的数据；请换一个年度或方案`,
    en: `The scheme ${id} is for data of ${first} ${last === '' ? 'and later' : `to ${last}`}; choose another year or scheme`,
  });
};

const choose = <T extends string>(
  name: string,
  value: string | undefined,
  known: readonly T[],
  preset: T,
): T => {
  if (value === undefined) return preset;
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw refusedField('scoring-unknown-option', `options.${name}`, {
    zh: `“${value}”不可选；可选 ${known.join('、')}`,
    en: `"${value}" cannot be chosen; choose one of ${known.join(', ')}`,
  });
};

/**
 * The choices an evaluation is made under.
 * @throws RefusedError `scoring-unknown-option`
 */
export const readOptions = (scheme: Scheme, options: Options): Chosen => {
  const names = [
    ...scheme.switches.map(({ id }) => id),
    ...(scheme.applicants.length > 0 ? ['applicant'] : []),
    'naMode',
  ];
  for (const name of Object.keys(options)) choose(name, name, names, name);
  const kinds = scheme.applicants.map(({ id }) => id);
  const [first] = kinds;
  return {
    switches: Object.fromEntries(
      scheme.switches.map(({ id, preset, values }) => [
        id,
        choose(
          id,
          options[id],
          values.map((value) => value.id),
          preset,
        ),
      ]),
    ),
    applicant: first === undefined ? null : choose('applicant', options['applicant'], kinds, first),
    naMode: choose('naMode', options['naMode'], NA_MODES, scheme.naMode.mode),
  };
};
