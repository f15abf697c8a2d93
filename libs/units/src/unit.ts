import type { Bilingual } from '@zerofab/vocabulary';
import { ExactDecimal } from './decimal.js';
import { unknownUnit } from './errors.js';
import { ALIASES, COMPOUNDS, SUBSTANCES, UNITS, type UnitSymbol } from './unit-table.js';

/** A unit: simple (`kWh`), a quotient (`kgCO2/kWh`), or with products on either side of the line (`kJ/kg·degC`). */
export interface Unit {
  /** Canonical spelling. */
  readonly symbol: string;
  /** Dimension, e.g. `energy` or `mass of CO2/energy`; only equal dimensions convert. */
  readonly dimension: string;
  /** Exact size in base units, as numerator and denominator. */
  readonly numerator: ExactDecimal;
  readonly denominator: ExactDecimal;
}

const SYMBOLS = Object.keys(UNITS) as UnitSymbol[];
const isSymbol = (text: string): text is UnitSymbol => Object.hasOwn(UNITS, text);

/** One spelling for what is typed in many: `m³`, `㎥`, `10⁴ Nm³`, `×10^4`, `kg CO₂`, full-width letters, `℃`. */
const tidy = (text: string): string =>
  text
    .replaceAll('10⁴', '10^4')
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^[×x*](?=10\^4)/, '')
    .replaceAll('°C', 'C')
    .replaceAll('每', '/');

const byLowerCase = new Map<string, UnitSymbol>([
  ...Object.entries(ALIASES).map(([alias, symbol]) => [alias.toLowerCase(), symbol] as const),
  ...SYMBOLS.map((symbol) => [symbol.toLowerCase(), symbol] as const),
]);

/** `mWh` is a milliwatt-hour, not a MWh: at the beginning, m and M are never taken for each other. */
const sameMegaOrMilli = (typed: string, symbol: string): boolean =>
  !/^[mM]/.test(typed) || typed[0] === symbol[0];

const OF_SUBSTANCE = new RegExp(`^(mg|g|kg|t|m2|m3)(?:${SUBSTANCES.join('|')})$`);

const simple = (text: string): UnitSymbol | undefined => {
  const plain = OF_SUBSTANCE.exec(text)?.[1];
  return bySpelling(plain ?? text);
};

const bySpelling = (text: string): UnitSymbol | undefined => {
  if (isSymbol(text)) return text;
  const alias = Object.hasOwn(ALIASES, text) ? ALIASES[text] : undefined;
  if (alias !== undefined) return alias;
  const symbol = byLowerCase.get(text.toLowerCase());
  return symbol !== undefined && sameMegaOrMilli(text, symbol) ? symbol : undefined;
};

const ONE = new ExactDecimal(1);

/** Units multiplied with each other: `t·km`, `kg·degC`. */
const product = (text: string): readonly UnitSymbol[] | undefined => {
  const parts = text
    .replace(/^\((.*)\)$/, '$1')
    .split(/[·*]/)
    .map(simple);
  return parts.every((part) => part !== undefined) ? parts : undefined;
};

const sizeOf = (symbols: readonly UnitSymbol[]): ExactDecimal =>
  symbols.reduce((size, symbol) => size.times(UNITS[symbol].ratio), ONE);

/** Dimensions above and below the line, after cancelling what stands on both sides; a pure number is a `fraction`. */
const dimensionOf = (above: readonly UnitSymbol[], below: readonly UnitSymbol[]): string => {
  const names = (symbols: readonly UnitSymbol[]) =>
    symbols.map((symbol) => UNITS[symbol].dimension).filter((dimension) => dimension !== 'fraction');
  const top: string[] = names(above);
  const bottom: string[] = [];
  for (const dimension of names(below)) {
    const at = top.indexOf(dimension);
    if (at === -1) bottom.push(dimension);
    else top.splice(at, 1);
  }
  const text = (dimensions: readonly string[]) => dimensions.toSorted().join('·');
  if (bottom.length === 0) return top.length === 0 ? 'fraction' : text(top);
  return `${top.length === 0 ? '1' : text(top)}/${text(bottom)}`;
};

const read = (text: string): Unit | undefined => {
  const tidied = tidy(text);
  const whole = Object.hasOwn(COMPOUNDS, tidied) ? (COMPOUNDS[tidied] ?? tidied) : tidied;
  const [top = '', bottom, ...more] = whole.split('/');
  const above = product(top);
  const below = bottom === undefined ? [] : product(bottom);
  if (above === undefined || below === undefined || more.length > 0) return undefined;
  return {
    symbol: [above, below]
      .filter((symbols) => symbols.length > 0)
      .map((s) => s.join('·'))
      .join('/'),
    dimension: dimensionOf(above, below),
    numerator: sizeOf(above),
    denominator: sizeOf(below),
  };
};

const known = new Map<string, Unit>();
const KNOWN_LIMIT = 2000;

/** The unit of a text, by its symbol or by an unambiguous other spelling; undefined when there is none. */
export const findUnit = (text: string): Unit | undefined => {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const unit = text.length > 64 ? undefined : read(text);
  if (unit !== undefined && known.size < KNOWN_LIMIT) known.set(text, unit);
  return unit;
};

/** What to write in place of a spelling that may mean several units; undefined where it is no such spelling. */
export const ambiguousUnit = (text: string): Bilingual | undefined => {
  if (/^m(Wh?|J)$/i.test(text.trim())) {
    const mega = `M${text.trim().slice(1).toUpperCase().replace('WH', 'Wh')}`;
    return { zh: `若指兆，请写 ${mega}`, en: `If mega is meant, write ${mega}.` };
  }
  if (/^s(m3|cm|m³)$/i.test(text.trim())) {
    return {
      zh: 'Sm3 的参比状态不明：0 °C 写 Nm3，15 °C 写 m3@15C，20 °C 写 m3@20C',
      en: 'The reference state of Sm3 is ambiguous: write Nm3 for 0 °C, m3@15C for 15 °C or m3@20C for 20 °C.',
    };
  }
  return undefined;
};

const hintFor = (text: string): Bilingual =>
  ambiguousUnit(text) ?? {
    zh: `可用单位：${SYMBOLS.join('、')}，以及其商与积，如 kgCO2/kWh、t·km`,
    en: `Known units: ${SYMBOLS.join(', ')}, and quotients and products such as kgCO2/kWh, t·km.`,
  };

/**
 * The unit of a text.
 * @throws UnitError `unknown-unit`, listing what is known
 */
export const unitOf = (text: string): Unit => {
  const unit = findUnit(text);
  if (unit === undefined) throw unknownUnit(text, hintFor(text));
  return unit;
};
