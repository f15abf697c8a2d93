import type { Bilingual, GwpSet, UsedFactor } from '@zerofab/vocabulary';
import { FactorNotFoundError } from './errors.js';
import { builtInLibrary } from './library.js';
import { useFactor } from './used-factor.js';

/** `R134a`, `R-134a` and `HFC 134a` mean `HFC-134a`; `PFC-14 (CF4)` is also `CF4`; `1234ze(E)` is an isomer, no other name. */
const keysOf = (given: string): string[] => {
  const gas = given.replace(/\((E|Z)\)/i, '$1');
  const inside = /\(([^)]+)\)/.exec(gas)?.[1];
  const outside = gas.replace(/\(.*\)/, '');
  return [gas, outside, ...(inside === undefined ? [] : [inside])].map((text) =>
    text.toUpperCase().replaceAll(/[\s_-]/g, ''),
  );
};

const HYDROCARBON: Bilingual = {
  zh: '碳氢制冷剂不在 GB/T 32150 核算的气体之列，该评估报告也未列其 GWP；可不列为排放源，或以站点因子录入并注明来源',
  en: 'A hydrocarbon refrigerant is no gas of GB/T 32150, and this report lists no GWP of it: leave it out, or enter a site factor with its source.',
};
/** What to do about refrigerants that people look for among the gases. */
const HINTS: Readonly<Record<string, Bilingual>> = {
  R744: { zh: 'R-744 即二氧化碳，请填写 CO2', en: 'R-744 is carbon dioxide: write CO2.' },
  R290: HYDROCARBON,
  R600: HYDROCARBON,
  R600A: HYDROCARBON,
  R1270: HYDROCARBON,
};

/** Where methane comes from: AR6 weighs that of fossil origin more, because its carbon becomes CO2 that is new to the air. */
export type MethaneOrigin = 'fossil' | 'nonfossil';

interface GwpLookup {
  readonly gas: string;
  readonly set: GwpSet;
  /** Of CH4, where it is known; only AR6 is told apart (Table 7.15). */
  readonly origin?: MethaneOrigin | undefined;
  /** Id of the value a method takes where publications of one set disagree. */
  readonly id?: string | undefined;
}

/**
 * The 100-year GWP of a gas in the set of one IPCC report. Methane of AR6 is 29.8 of fossil and 27.0 of other origin
 * (Table 7.15), and 27.9 where the origin is not known (Table 7.SM.7); the other sets have one value.
 * @returns factor of role `gwp`, in tCO2e per t
 * @throws FactorNotFoundError for a gas the set does not hold
 */
export const lookupGwp = (lookup: GwpLookup, library = builtInLibrary()): UsedFactor => {
  const { set } = lookup;
  const apart = lookup.gas === 'CH4' && set === 'AR6' && lookup.origin !== undefined;
  const gas = apart ? `CH4-${lookup.origin ?? ''}` : lookup.gas;
  const wanted = keysOf(gas);
  const spellings = new Set([...wanted, ...wanted.map((key) => key.replace(/^R(?=\d)/, 'HFC'))]);
  const named = lookup.id === undefined ? undefined : library.byId.get(lookup.id);
  const row =
    named ??
    library.factors.find(
      (candidate) =>
        candidate.parameter === 'gwp' &&
        candidate.set === set.toLowerCase() &&
        keysOf(candidate.gas ?? '').some((key) => spellings.has(key)),
    );
  if (row === undefined) {
    throw new FactorNotFoundError({ zh: `${gas} 的 GWP（${set}）`, en: `GWP of ${gas} (${set})` }, '-', '-', {
      ...(HINTS[wanted[0] ?? ''] ?? {
        zh: '请核对气体名称，如 CH4、HFC-134a、R-410A、HFO-1234yf、CF4、SF6',
        en: 'Check the name of the gas, e.g. CH4, HFC-134a, R-410A, HFO-1234yf, CF4, SF6.',
      }),
    });
  }
  return useFactor(row, 'gwp', {
    how: 'exact',
    rule: `gwp-${set.toLowerCase()}`,
    why: apart
      ? {
          zh: `核算方法采用 ${set} 的 GWP；甲烷按来源区分（${lookup.origin === 'fossil' ? '化石源' : '非化石源'}）`,
          en: `The method takes the GWP of ${set}; methane by its origin (${lookup.origin === 'fossil' ? 'fossil' : 'not fossil'})`,
        }
      : { zh: `核算方法采用 ${set} 的 GWP`, en: `The method takes the GWP of ${set}` },
  });
};
