import { ExactDecimal } from './decimal.js';
import { unknownUnit, type Bilingual } from './errors.js';
import { ALIASES, UNITS, type UnitSymbol } from './unit-table.js';

/** A unit, simple (`kWh`) or a quotient of two simple ones (`kgCO2/kWh`). */
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

const simple = (text: string): UnitSymbol | undefined => {
  if (isSymbol(text)) return text;
  const alias = Object.hasOwn(ALIASES, text) ? ALIASES[text] : undefined;
  if (alias !== undefined) return alias;
  const symbol = byLowerCase.get(text.toLowerCase());
  return symbol !== undefined && sameMegaOrMilli(text, symbol) ? symbol : undefined;
};

const ONE = new ExactDecimal(1);
const simpleUnit = (symbol: UnitSymbol): Unit => ({
  symbol,
  dimension: UNITS[symbol].dimension,
  numerator: new ExactDecimal(UNITS[symbol].ratio),
  denominator: ONE,
});

const read = (text: string): Unit | undefined => {
  const [above = '', below, ...more] = tidy(text).split('/');
  const top = simple(above);
  if (top === undefined || more.length > 0) return undefined;
  if (below === undefined) return simpleUnit(top);
  const bottom = simple(below);
  if (bottom === undefined) return undefined;
  return {
    symbol: `${top}/${bottom}`,
    dimension: `${UNITS[top].dimension}/${UNITS[bottom].dimension}`,
    numerator: new ExactDecimal(UNITS[top].ratio),
    denominator: new ExactDecimal(UNITS[bottom].ratio),
  };
};

const known = new Map<string, Unit | undefined>();
const KNOWN_LIMIT = 2000;

/** The unit of a text, by its symbol or by an unambiguous other spelling; undefined when there is none. */
export const findUnit = (text: string): Unit | undefined => {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const unit = text.length > 64 ? undefined : read(text);
  if (unit !== undefined && known.size < KNOWN_LIMIT) known.set(text, unit);
  return unit;
};

const hintFor = (text: string): Bilingual => {
  if (/^m(Wh?|J)$/i.test(text.trim())) {
    const mega = `M${text.trim().slice(1).toUpperCase().replace('WH', 'Wh')}`;
    return { zh: `若指兆，请写 ${mega}`, en: `If mega is meant, write ${mega}.` };
  }
  if (/^s(m3|cm|m³)$/i.test(text.trim())) {
    return {
      zh: 'Sm3 的参比状态不明：0 °C 写 Nm3，20 °C 写 m3@20C',
      en: 'The reference state of Sm3 is ambiguous: write Nm3 for 0 °C or m3@20C for 20 °C.',
    };
  }
  return {
    zh: `可用单位：${SYMBOLS.join('、')}，以及两者之商，如 kgCO2/kWh`,
    en: `Known units: ${SYMBOLS.join(', ')}, and quotients of two such as kgCO2/kWh.`,
  };
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
