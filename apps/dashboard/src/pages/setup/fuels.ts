import type { Bilingual } from '@zerofab/vocabulary';

/** Fuels that a meter of a site measures most often, by their names in the factor library; the page of sources has all. */
export const FUELS: readonly { readonly fuel: string; readonly name: Bilingual }[] = [
  { fuel: 'natural-gas', name: { zh: '天然气', en: 'Natural gas' } },
  { fuel: 'lng', name: { zh: '液化天然气', en: 'LNG' } },
  { fuel: 'lpg', name: { zh: '液化石油气', en: 'LPG' } },
  { fuel: 'coke-oven-gas', name: { zh: '焦炉煤气', en: 'Coke oven gas' } },
  { fuel: 'blast-furnace-gas', name: { zh: '高炉煤气', en: 'Blast furnace gas' } },
  { fuel: 'diesel', name: { zh: '柴油', en: 'Diesel' } },
  { fuel: 'gasoline', name: { zh: '汽油', en: 'Petrol' } },
  { fuel: 'fuel-oil', name: { zh: '燃料油', en: 'Fuel oil' } },
  { fuel: 'anthracite', name: { zh: '无烟煤', en: 'Anthracite' } },
  { fuel: 'bituminous-coal', name: { zh: '烟煤', en: 'Bituminous coal' } },
  { fuel: 'lignite', name: { zh: '褐煤', en: 'Lignite' } },
  { fuel: 'coke', name: { zh: '焦炭', en: 'Coke' } },
];
