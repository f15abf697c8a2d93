import { refusedField, type Bilingual } from '@zerofab/vocabulary';
import { indicatorsOf } from './scheme-walk.js';
import type { Indicator, Scheme } from './scheme.js';

/**
 * An input that a scheme takes, by its name.
 * `quantity` an amount that formulas use · `own` the value of an indicator itself · `baseline`, `leading` its reference values ·
 * `product` a field of a product, `name.<product>.field` · `gate` true or false · `check` met, partly or notMet
 */
export interface AcceptedInput {
  readonly name: string;
  readonly kind: 'quantity' | 'own' | 'baseline' | 'leading' | 'product' | 'gate' | 'check';
  /** Any unit of its dimension is taken; empty: free (products) or none (gates, check list). */
  readonly unit: string;
  readonly min: string | null;
  readonly max: string | null;
  readonly description: Bilingual;
  /** Indicator it belongs to. */
  readonly indicator: string | null;
  readonly mayBeNotApplicable: boolean;
}
export interface InputNames {
  readonly scheme: Scheme;
  readonly byName: ReadonlyMap<string, AcceptedInput>;
}

const ANY = '<product>';

const ofProducts = ({ id, name, products, title, mayBeStruck }: Indicator): AcceptedInput[] => {
  if (products === null) return [];
  const field = (key: string, unit: string, description: Bilingual, min: string | null): AcceptedInput => ({
    name: `${name}.${ANY}.${key}`,
    kind: 'product',
    unit,
    min,
    max: null,
    description: { zh: `${title.zh}：${description.zh}`, en: `${title.en}: ${description.en}` },
    indicator: id,
    mayBeNotApplicable: mayBeStruck,
  });
  const { amount, per } = products;
  return [
    field(amount.field, amount.unit, amount.description, '0'),
    field(per.field, '', per.description, null),
    field('baseline', '', { zh: '基准值', en: 'baseline' }, null),
    field('leading', '', { zh: '引领值', en: 'leading value' }, null),
  ];
};

const ofIndicator = (indicator: Indicator): AcceptedInput[] => {
  const { id, name, unit, title, curve, products, thresholds, mayBeStruck } = indicator;
  const own: AcceptedInput = {
    name,
    kind: 'own',
    unit,
    min: '0',
    max: null,
    description: title,
    indicator: id,
    mayBeNotApplicable: mayBeStruck,
  };
  // What a programme demands is not for the factory to choose.
  if (curve.kind === 'grades' || products !== null || thresholds !== null)
    return [own, ...ofProducts(indicator)];
  const reference = (kind: 'baseline' | 'leading', words: Bilingual): AcceptedInput => ({
    ...own,
    name: `${name}.${kind}`,
    kind,
    description: { zh: `${title.zh}：${words.zh}`, en: `${title.en}: ${words.en}` },
    mayBeNotApplicable: false,
  });
  return [
    own,
    reference('baseline', { zh: '基准值', en: 'baseline' }),
    reference('leading', { zh: '引领值', en: 'leading value' }),
  ];
};

const listOf = (scheme: Scheme): AcceptedInput[] => {
  const indicators = indicatorsOf(scheme);
  const word = (kind: 'gate' | 'check', id: string, description: Bilingual, na: boolean): AcceptedInput => ({
    name: id,
    kind,
    unit: '',
    min: null,
    max: null,
    description,
    indicator: null,
    mayBeNotApplicable: na,
  });
  return [
    ...scheme.inputs
      .filter(({ computed }) => computed === undefined)
      .map(({ name, unit, min, max, description }): AcceptedInput => ({
        name,
        kind: 'quantity',
        unit,
        min,
        max,
        description,
        indicator: null,
        mayBeNotApplicable: true,
      })),
    ...indicators.flatMap(ofIndicator),
    ...scheme.gates
      .filter(({ needs }) => needs.some(({ kind }) => kind === 'given'))
      .map(({ id, title, mayBeStruck }) => word('gate', id, title, mayBeStruck)),
    ...scheme.paths.flatMap(({ items }) => items.map(({ id, text }) => word('check', id, text, true))),
  ];
};

const known = new WeakMap<Scheme, InputNames>();

/** Every input a scheme takes; `<product>` stands for a product's own code. */
export const inputNamesOf = (scheme: Scheme): InputNames => {
  const cached = known.get(scheme);
  if (cached !== undefined) return cached;
  const names = { scheme, byName: new Map(listOf(scheme).map((entry) => [entry.name, entry])) };
  known.set(scheme, names);
  return names;
};

const PRODUCT = /^([A-Za-z]\w*)\.[\w-]{1,64}\.([A-Za-z]\w*)$/;

/**
 * The input of a name.
 * @throws RefusedError `scoring-unknown-input`, with the names there are
 */
export const nameOf = ({ scheme, byName }: InputNames, name: string): AcceptedInput => {
  const direct = byName.get(name);
  if (direct !== undefined && !name.includes(ANY)) return direct;
  const [, indicator, field] = PRODUCT.exec(name) ?? [];
  const row = byName.get(`${indicator ?? ''}.${ANY}.${field ?? ''}`);
  if (row !== undefined) return { ...row, name };
  const all = [...byName.keys()].join(', ');
  throw refusedField('scoring-unknown-input', `inputs.${name}`, {
    zh: `方案 ${scheme.id} 没有该输入；其输入为 ${all}`,
    en: `The scheme ${scheme.id} has no such input; its inputs are ${all}`,
  });
};

/** What a name of an input means; a name that nobody knows stands for itself. */
export const wordsOfName = (scheme: Scheme, name: string): Bilingual => {
  const { byName } = inputNamesOf(scheme);
  const [, indicator, field] = PRODUCT.exec(name) ?? [];
  const known = byName.get(name) ?? byName.get(`${indicator ?? ''}.${ANY}.${field ?? ''}`);
  const [owner = '', code = ''] = name.split('.');
  if (known === undefined) return byName.get(owner)?.description ?? { zh: name, en: name };
  if (known.kind !== 'product' || code === ANY) return known.description;
  return { zh: `${known.description.zh}（${code}）`, en: `${known.description.en} (${code})` };
};
