import { formatFixed, formatSigned, MISSING, NNBSP } from './number';

export type Lang = 'zh-CN' | 'en';
/** What a figure measures; decides the units it may be shown in. */
export type Quantity = 'energy' | 'power' | 'tce' | 'emissions' | 'other';

/** How a column or a card shows its figures: one unit and one count of decimals. */
export interface Scale {
  /** Shown = stored / divisor. */
  readonly divisor: number;
  /** Unit as it stands on screen, with subscripts. */
  readonly unit: string;
  readonly decimals: number;
}

interface Step {
  readonly from: number;
  readonly divisor: number;
  readonly unit: string;
}

const LADDERS: Record<'energy' | 'power' | 'emissions', Record<Lang, readonly Step[]>> = {
  energy: {
    'zh-CN': [
      { from: 10_000, divisor: 10_000, unit: '万kWh' },
      { from: 0, divisor: 1, unit: 'kWh' },
    ],
    en: [
      { from: 10_000_000, divisor: 1_000_000, unit: 'GWh' },
      { from: 10_000, divisor: 1000, unit: 'MWh' },
      { from: 0, divisor: 1, unit: 'kWh' },
    ],
  },
  power: {
    'zh-CN': [
      { from: 10_000, divisor: 1000, unit: 'MW' },
      { from: 0, divisor: 1, unit: 'kW' },
    ],
    en: [
      { from: 10_000, divisor: 1000, unit: 'MW' },
      { from: 0, divisor: 1, unit: 'kW' },
    ],
  },
  emissions: {
    'zh-CN': [
      { from: 100_000, divisor: 10_000, unit: '万tCO₂e' },
      { from: 0, divisor: 1, unit: 'tCO₂e' },
    ],
    en: [
      { from: 100_000, divisor: 1000, unit: 'ktCO₂e' },
      { from: 0, divisor: 1, unit: 'tCO₂e' },
    ],
  },
};

/** Decimals of energy, tce and emissions: 2 below 100, 1 below 1 000, else 0, judged on the rounded figure. */
export function decimalsFor(scaled: number): number {
  const size = Math.abs(scaled);
  if (Number(size.toFixed(2)) < 100) return 2;
  return Number(size.toFixed(1)) < 1000 ? 1 : 0;
}

/** Scale of a card or column from its largest value. Stored units: kWh, kW, tce, tCO2e. */
export function scaleFor(quantity: Quantity, largest: number | null, lang: Lang, unit = ''): Scale {
  const size = Math.abs(largest ?? 0);
  if (quantity === 'tce') return { divisor: 1, unit: 'tce', decimals: decimalsFor(size) };
  if (quantity === 'other') return { divisor: 1, unit: screenUnit(unit, lang), decimals: decimalsFor(size) };
  const ladder = LADDERS[quantity][lang];
  const step = ladder.find((candidate) => size >= candidate.from) ?? { divisor: 1, unit: '' };
  const decimals = quantity === 'power' ? (step.divisor === 1 ? 0 : 2) : decimalsFor(size / step.divisor);
  return { divisor: step.divisor, unit: step.unit, decimals };
}

/** Scale from the stored unit of an answer of the server. */
export function scaleForUnit(unit: string, largest: number | null, lang: Lang): Scale {
  return scaleFor(quantityOf(unit), largest, lang, unit);
}

/** What a stored unit measures. */
export function quantityOf(unit: string): Quantity {
  if (unit === 'kWh') return 'energy';
  if (unit === 'kW') return 'power';
  if (unit === 'tce') return 'tce';
  return unit === 'tCO2e' ? 'emissions' : 'other';
}

/**
 * Figure in its scale, without the unit. True zero is `0`; a value too small for the decimals is `<0.01`,
 * because it is neither zero nor missing.
 */
export function formatIn(scale: Scale, value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  if (value === 0) return '0';
  const scaled = value / scale.divisor;
  const smallest = 10 ** -scale.decimals;
  if (scaled > 0 && scaled < smallest / 2) return `<${formatFixed(smallest, scale.decimals)}`;
  return formatFixed(scaled, scale.decimals);
}

/** Change in a scale, sign always. */
export function formatChangeIn(scale: Scale, value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  return formatSigned(value / scale.divisor, scale.decimals);
}

/** Figure and unit in one string, for running text and chart labels. */
export function withUnit(scale: Scale, value: number | null | undefined): string {
  const text = formatIn(scale, value);
  return text === MISSING ? text : `${text}${NNBSP}${scale.unit}`;
}

/** Units that people write in words of their language. */
const UNIT_WORDS: Readonly<Record<Lang, readonly (readonly [RegExp, string])[]>> = {
  'zh-CN': [
    [/10\^4CNY/g, '万元'],
    [/\bperson\b/g, '人'],
    [/\bpiece\b/g, '件'],
  ],
  en: [[/10\^4CNY/g, 'CNY 10k']],
};

/**
 * Unit as the screen writes it: CO₂ with subscript, m³. Files and code keep the plain form.
 * @param lang given where words of the language may stand for a unit: 万元, 人
 */
export function screenUnit(unit: string, lang?: Lang): string {
  const worded =
    lang === undefined
      ? unit
      : UNIT_WORDS[lang].reduce((text, [what, word]) => text.replaceAll(what, word), unit);
  return worded
    .replaceAll('10^4', '10⁴')
    .replaceAll('CO2', 'CO₂')
    .replaceAll(/CH4\b/g, 'CH₄')
    .replaceAll('N2O', 'N₂O')
    .replaceAll(/\bm2\b/g, 'm²')
    .replaceAll(/\b(N?m)3\b/g, '$1³');
}
