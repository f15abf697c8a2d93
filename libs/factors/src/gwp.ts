import type { UsedFactor, GwpSet } from '@zerofab/vocabulary';
import { FactorNotFoundError } from './errors.js';
import { builtInLibrary } from './library.js';
import { useFactor } from './used-factor.js';

/** `R134a`, `R-134a` and `HFC 134a` mean `HFC-134a`; `PFC-14 (CF4)` is also `CF4`. */
const keysOf = (gas: string): string[] => {
  const inside = /\(([^)]+)\)/.exec(gas)?.[1];
  const outside = gas.replace(/\(.*\)/, '');
  return [gas, outside, ...(inside === undefined ? [] : [inside])].map((text) =>
    text.toUpperCase().replaceAll(/[\s_-]/g, ''),
  );
};

/**
 * The 100-year GWP of a gas in the set of one IPCC report.
 * @returns factor of role `gwp`, in tCO2e per t
 * @throws FactorNotFoundError for a gas the set does not hold
 */
export const lookupGwp = (
  { gas, set }: { readonly gas: string; readonly set: GwpSet },
  library = builtInLibrary(),
): UsedFactor => {
  const wanted = keysOf(gas);
  const spellings = new Set([...wanted, ...wanted.map((key) => key.replace(/^R(?=\d)/, 'HFC'))]);
  const row = library.factors.find(
    (candidate) =>
      candidate.parameter === 'gwp' &&
      candidate.set === set.toLowerCase() &&
      keysOf(candidate.gas ?? '').some((key) => spellings.has(key)),
  );
  if (row === undefined) {
    throw new FactorNotFoundError({ zh: `${gas} 的 GWP（${set}）`, en: `GWP of ${gas} (${set})` }, '-', '-', {
      zh: '请核对气体名称，如 CH4、HFC-134a、R-410A、CF4、SF6',
      en: 'Check the name of the gas, e.g. CH4, HFC-134a, R-410A, CF4, SF6.',
    });
  }
  return useFactor(row, 'gwp', {
    how: 'exact',
    rule: `gwp-${set.toLowerCase()}`,
    why: { zh: `核算方法采用 ${set} 的 GWP`, en: `The method takes the GWP of ${set}` },
  });
};
