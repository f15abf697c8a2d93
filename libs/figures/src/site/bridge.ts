import type { Method } from '@zerofab/accounting';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { GasTerm, Bridge } from '../domain/figure.js';
import { weightInTotal } from './method-lines.js';

/** A property in which methods differ, taken over from one method to the other one after the other. */
interface Property {
  readonly name: string;
  readonly keys: readonly (keyof Method)[];
  readonly text: (from: Method, to: Method) => Bilingual;
}

const gases = ({ gases: covered }: Method, zh: boolean): string =>
  covered === 'all' ? (zh ? '全部温室气体' : 'all gases') : covered.join(', ');
const yes = (value: boolean, zh: boolean): string =>
  zh ? (value ? '计入' : '不计') : value ? 'counted' : 'not counted';
const GEOGRAPHY: Readonly<Record<string, Bilingual>> = {
  national: { zh: '全国', en: 'national' },
  regional: { zh: '区域电网', en: 'regional grid' },
  provincial: { zh: '省级', en: 'provincial' },
  site: { zh: '站点所选区域', en: "the site's region" },
};
const GREEN: readonly (readonly [key: keyof Method['greenPower'], zh: string, en: string])[] = [
  ['own', '自发自用', 'own generation'],
  ['direct', '绿电直连', 'direct line'],
  ['trade', '绿电交易', 'green-power trade'],
  ['certificate', '绿证', 'certificates'],
  ['restOfGrid', '其余电量', 'the rest of the grid'],
];
const TREATMENT: Readonly<Record<string, Bilingual>> = {
  zero: { zh: '按 0', en: 'zero' },
  average: { zh: '平均因子', en: 'average factor' },
  residual: { zh: '剩余因子', en: 'residual factor' },
};
/** Only what differs, in words. */
const green = (a: Method, b: Method, lang: 'zh' | 'en'): string =>
  GREEN.filter(([key]) => a.greenPower[key] !== b.greenPower[key])
    .map(([key, zh, en]) => {
      const word = (method: Method): string => TREATMENT[method.greenPower[key]]?.[lang] ?? '';
      return `${lang === 'zh' ? zh : en} ${word(a)} → ${word(b)}`;
    })
    .join(lang === 'zh' ? '；' : '; ');

/** In the order in which the bridge goes: factors first, then gases, then what is counted at all. */
const PROPERTIES: readonly Property[] = [
  {
    name: 'grid',
    keys: ['grid'],
    text: (a, b) => ({
      zh: `电网因子：${GEOGRAPHY[a.grid.geography]?.zh ?? ''}（${a.grid.rule}）→ ${GEOGRAPHY[b.grid.geography]?.zh ?? ''}（${b.grid.rule}）`,
      en: `Grid factor: ${GEOGRAPHY[a.grid.geography]?.en ?? ''} (${a.grid.rule}) → ${GEOGRAPHY[b.grid.geography]?.en ?? ''} (${b.grid.rule})`,
    }),
  },
  {
    name: 'greenPower',
    keys: ['greenPower'],
    text: (a, b) => ({
      zh: `绿电处理：${green(a, b, 'zh')}`,
      en: `Green power: ${green(a, b, 'en')}`,
    }),
  },
  {
    name: 'steamBaseline',
    keys: ['steamBaselineKjPerKg'],
    text: (a, b) => ({
      zh: `蒸汽焓扣除：${a.steamBaselineKjPerKg} → ${b.steamBaselineKjPerKg} kJ/kg`,
      en: `Subtracted from the enthalpy of steam: ${a.steamBaselineKjPerKg} → ${b.steamBaselineKjPerKg} kJ/kg`,
    }),
  },
  {
    name: 'combustionCh4N2o',
    keys: ['combustionCh4N2o'],
    text: (a, b) => ({
      zh: `燃烧产生的 CH4、N2O：${yes(a.combustionCh4N2o, true)} → ${yes(b.combustionCh4N2o, true)}`,
      en: `CH4 and N2O of combustion: ${yes(a.combustionCh4N2o, false)} → ${yes(b.combustionCh4N2o, false)}`,
    }),
  },
  {
    name: 'gases',
    keys: ['gases'],
    text: (a, b) => ({
      zh: `气体范围：${gases(a, true)} → ${gases(b, true)}`,
      en: `Gases covered: ${gases(a, false)} → ${gases(b, false)}`,
    }),
  },
  {
    name: 'gwpSet',
    keys: ['gwpSet', 'gwpFactors'],
    text: (a, b) => ({ zh: `GWP：${a.gwpSet} → ${b.gwpSet}`, en: `GWP: ${a.gwpSet} → ${b.gwpSet}` }),
  },
  {
    name: 'classes',
    keys: ['classes', 'total'],
    text: (a, b) => ({
      zh: `排放源类别与总量构成（输出、回收、其他间接是否计入）：${a.total.join('+')} → ${b.total.join('+')}`,
      en: `Classes in the total (exports, recovery, other indirect): ${a.total.join(' + ')} → ${b.total.join(' + ')}`,
    }),
  },
];

/** The terms of all sources under a method; the property `grid` may come from another one. */
export type WorkOut = (method: Method, gridFrom: Method) => readonly GasTerm[];

/** What each source adds to the total of a method, with its sign. */
const inTotal = (terms: readonly GasTerm[], method: Method): Map<string, ExactDecimal> => {
  const bySource = new Map<string, ExactDecimal>();
  for (const term of terms) {
    const weight = weightInTotal(term, method);
    if (weight === 0) continue;
    const code = term.ref ?? term.name;
    bySource.set(
      code,
      (bySource.get(code) ?? new ExactDecimal(0)).plus(new ExactDecimal(term.tco2e).times(weight)),
    );
  }
  return bySource;
};

const sum = (values: Iterable<ExactDecimal>): ExactDecimal =>
  [...values].reduce((total, value) => total.plus(value), new ExactDecimal(0));

/**
 * Why the totals of two methods differ over the same activity data: one property of the method after the other is
 * taken over and everything worked out again, so that the steps add up to the difference, to the digit.
 * Steps that change nothing are left out.
 * @param names of the sources by code
 */
export const bridgeOf = (
  from: Method,
  to: Method,
  workOut: WorkOut,
  names: ReadonlyMap<string, Bilingual>,
): Bridge => {
  const steps: Bridge['steps'] = [];
  let method = from;
  let gridFrom = from;
  let before = inTotal(workOut(method, gridFrom), method);
  const start = before;
  for (const property of PROPERTIES) {
    const taken = Object.fromEntries(property.keys.map((key) => [key, to[key]]));
    method = Object.assign({}, method, taken);
    if (property.name === 'grid') gridFrom = to;
    const after = inTotal(workOut(method, gridFrom), method);
    const codes = [...new Set([...before.keys(), ...after.keys()])];
    const lines = codes.flatMap((code) => {
      const [a, b] = [before.get(code), after.get(code)];
      const delta = (b ?? new ExactDecimal(0)).minus(a ?? 0);
      return delta.isZero()
        ? []
        : [
            {
              code,
              name: names.get(code) ?? { zh: code, en: code },
              before: a === undefined ? null : decimalText(a),
              after: b === undefined ? null : decimalText(b),
              deltaTco2e: decimalText(delta),
            },
          ];
    });
    if (lines.length > 0) {
      const deltaTco2e = decimalText(sum(lines.map((line) => new ExactDecimal(line.deltaTco2e))));
      steps.push({ property: property.name, text: property.text(from, to), deltaTco2e, lines });
    }
    before = after;
  }
  const total = (parts: ReadonlyMap<string, ExactDecimal>): string | null =>
    parts.size === 0 ? null : decimalText(sum(parts.values()));
  return {
    fromMethod: from.id,
    toMethod: to.id,
    fromTco2e: total(start),
    toTco2e: total(before),
    steps,
  };
};
