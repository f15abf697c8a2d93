import type { UsedFactor } from '@zerofab/vocabulary';
import { FactorNotFoundError } from './errors.js';
import { builtInLibrary } from './library.js';
import { useFactor } from './used-factor.js';

const DEFAULT_ID = 'heat-default-gbt32151-34-2024';

/**
 * The default emission factor of purchased heat, 0.11 tCO2/GJ, role `emissionFactor`.
 * Source: GB/T 32150-2025 7.5.6, GB/T 32151.34-2024 Table C.3. A factor measured by the supplier comes first:
 * enter it as a site factor.
 */
export const lookupHeatFactor = (library = builtInLibrary()): UsedFactor => {
  const row = library.byId.get(DEFAULT_ID);
  if (row === undefined) {
    throw new FactorNotFoundError({ zh: '外购热力', en: 'purchased heat' }, 'CN', '-', {
      zh: '请录入供热方的因子并注明来源',
      en: "Enter the supplier's factor with its source.",
    });
  }
  return useFactor(row, 'emissionFactor', {
    how: 'default',
    rule: 'heat-default',
    why: {
      zh: '未提供供热方实测因子，采用标准缺省值；有实测因子时应优先采用',
      en: 'No factor measured by the supplier: default of the standard; a measured one comes first',
    },
  });
};
