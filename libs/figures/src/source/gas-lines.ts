import {
  co2Equivalent,
  sumEmissions,
  type GasAmount,
  type Method,
  type SourceEmissions,
} from '@zerofab/accounting';
import { lookupGwp, type FactorLibrary, type MethaneOrigin } from '@zerofab/factors';
import { decimalText, ExactDecimal } from '@zerofab/units';
import {
  burnsFuel,
  countsAsCo2,
  scopeOf,
  type Bilingual,
  type Trace,
  type UsedFactor,
} from '@zerofab/vocabulary';
import type { CalculationPart, GasLine, GasTerm } from '../domain/figure.js';
import type { SourceDefinition } from '../domain/source.js';

export interface Line {
  readonly amount: GasAmount;
  readonly gwp: UsedFactor | null;
  readonly counted: boolean;
  readonly tco2e: string;
  readonly trace: Trace;
}

/** One stretch worked out: its lines by gas, and the part they make up. */
export interface Worked {
  readonly from: string;
  /** null where the method covers none of the gases. */
  readonly part: CalculationPart | null;
  readonly lines: readonly Line[];
}

/** Whether the method counts a gas; combustion CH4 and N2O count only where the method says so. */
const counts = (
  { gas, category }: GasAmount,
  source: SourceDefinition,
  { gases, combustionCh4N2o }: Method,
): boolean => {
  if (burnsFuel(source.category) && !countsAsCo2(gas) && !combustionCh4N2o) return false;
  if (category === 'biogenic') return true;
  // CO2e says how much, not of what: a method that counts CO2 alone cannot take it.
  return gases === 'all' || (countsAsCo2(gas) && gas !== 'CO2e') || gases.includes(gas);
};

/** Methane of biomass, waste and waste water has its carbon from the air; all other is of fossil origin. */
const originOf = ({ category }: SourceDefinition): MethaneOrigin =>
  category === 'biogenic' || category === 'waste' ? 'nonfossil' : 'fossil';

/** The amount of a gas under a method: in CO2 equivalent, and whether it counts. */
export const lineOf = (
  amount: GasAmount,
  source: SourceDefinition,
  method: Method,
  library: FactorLibrary,
): Line => {
  const { gas } = amount;
  const gwp = countsAsCo2(gas)
    ? null
    : lookupGwp({ gas, set: method.gwpSet, origin: originOf(source), id: method.gwpFactors[gas] }, library);
  return { amount, gwp, counted: counts(amount, source, method), ...co2Equivalent(amount, gwp) };
};

/** Lines of the source's own class that count; CH4 and N2O of biomass stand in a class of their own. */
export const ownLines = (lines: readonly Line[], source: SourceDefinition): readonly Line[] =>
  lines.filter(({ amount, counted }) => counted && amount.category === source.category);

/** Lines of one source added up; a single one stays as it is. A gas that occurs twice gets a number. */
export const sumOfLines = (lines: readonly Line[], code: string): SourceEmissions => {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return only;
  const seen = new Map<string, number>();
  return sumEmissions(
    lines.map(({ amount: { gas }, tco2e, trace }) => {
      const count = (seen.get(gas) ?? 0) + 1;
      seen.set(gas, count);
      return { name: count === 1 ? gas : `${gas}-${String(count)}`, tco2e, ref: code, trace };
    }),
  );
};

const sumOf = (texts: readonly string[]): ExactDecimal =>
  texts.reduce((total, text) => total.plus(text), new ExactDecimal(0));

const groupBy = <T>(entries: readonly T[], key: (entry: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return groups;
};

/** Gas by gas over all stretches; a gas that the method does not cover is shown and said not to count. */
export const gasLines = (worked: readonly Worked[]): GasLine[] =>
  [
    ...groupBy(
      worked.flatMap(({ lines }) => lines),
      ({ amount }) => amount.gas,
    ),
  ].map(([gas, lines]) => {
    const tonnes = sumOf(lines.map(({ amount }) => amount.figure.value));
    const tco2e = sumOf(lines.map((line) => line.tco2e));
    const gwp = lines[0]?.gwp ?? null;
    return {
      gas,
      tonnes: tonnes.toNumber(),
      gwp: gwp === null ? 1 : Number(gwp.value),
      tco2e: tco2e.toNumber(),
      exactTonnes: decimalText(tonnes),
      exactTco2e: decimalText(tco2e),
      gwpFactor: gwp,
      counted: lines.every(({ counted }) => counted),
    };
  });

/** One term a class and gas over all stretches, for the totals. */
export const termsOf = (worked: readonly Worked[], source: SourceDefinition): GasTerm[] => {
  const counted = worked.flatMap(({ lines, from }) =>
    lines.filter((line) => line.counted).map((line) => ({ ...line, from })),
  );
  return [...groupBy(counted, ({ amount }) => `${amount.category} ${amount.gas}`)].map(([, lines]) => {
    const [first] = lines;
    if (first === undefined) throw new RangeError('a group without lines');
    const sum =
      lines.length === 1
        ? first
        : sumEmissions(
            lines.map(({ tco2e, trace, from }, index) => ({
              name: `${from.slice(0, 10)}-${String(index + 1)}`,
              tco2e,
              ref: source.code,
              trace,
            })),
          );
    const { gas, category } = first.amount;
    const plain = category === source.category && gas.startsWith('CO2');
    return {
      name: plain ? source.code : `${source.code} ${gas}`,
      tco2e: sum.tco2e,
      ref: source.code,
      trace: sum.trace,
      category,
      gas,
    };
  });
};

/** What a reader has to know about the gases of a source under this method. */
export const warningsOf = (
  worked: readonly Worked[],
  method: Method,
  source: SourceDefinition,
): Bilingual[] => {
  const lines = worked.flatMap((part) => part.lines);
  const left = [...new Set(lines.filter(({ counted }) => !counted).map(({ amount }) => amount.gas))];
  const byOthers = scopeOf(source.category) === 'otherIndirect' && source.factor?.kind === 'fuel';
  const fuel = source.category.endsWith('Combustion') || byOthers;
  const burnt = fuel && source.calculation === undefined;
  const mixed = lines.some(({ amount }) => amount.gas === 'CO2e') && source.gas === undefined;
  const lacks = burnt && method.combustionCh4N2o && lines.every(({ amount }) => countsAsCo2(amount.gas));
  return [
    ...(left.length === 0
      ? []
      : [
          {
            zh: `${method.id} 不核算气体 ${left.join('、')}，仅列示，不计入`,
            en: `${method.id} does not cover ${left.join(', ')}: shown, not counted`,
          },
        ]),
    ...(mixed
      ? [
          {
            zh: '因子以 CO2e 给出而未指明气体：无法按其他 GWP 重算，仅核算 CO2 的方法不计入；请在排放源中指明气体',
            en: 'The factor is in CO2e and names no gas: it cannot be worked out with another GWP, and methods that count CO2 alone leave it out; name the gas of the source',
          },
        ]
      : []),
    ...(lacks
      ? [
          {
            zh: `${method.id} 计入燃烧产生的 CH4、N2O，但因子库没有该燃料的因子；结果仅含 CO2`,
            en: `${method.id} counts CH4 and N2O of combustion, but the library has no factors of this fuel: CO2 only`,
          },
        ]
      : []),
  ];
};
