import type { Labels } from './bilingual.js';

/** Energy carriers and energy-consumed media (能源品种、耗能工质), and what a line makes, where a counter counts it. */
export const CARRIERS = [
  'electricity',
  'naturalGas',
  'heat',
  'steam',
  'water',
  'compressedAir',
  'diesel',
  'gasoline',
  'lpg',
  'coal',
  'pv',
  'hydrogen',
  'storage',
  'product',
  'other',
] as const;
export type Carrier = (typeof CARRIERS)[number];

export const CARRIER_LABELS: Labels<Carrier> = {
  electricity: { zh: '电力', en: 'Electricity' },
  naturalGas: { zh: '天然气', en: 'Natural gas' },
  heat: { zh: '热力', en: 'Heat' },
  steam: { zh: '蒸汽', en: 'Steam' },
  water: { zh: '水', en: 'Water' },
  compressedAir: { zh: '压缩空气', en: 'Compressed air' },
  diesel: { zh: '柴油', en: 'Diesel' },
  gasoline: { zh: '汽油', en: 'Petrol' },
  lpg: { zh: '液化石油气', en: 'LPG' },
  coal: { zh: '煤', en: 'Coal' },
  pv: { zh: '光伏', en: 'Photovoltaics' },
  hydrogen: { zh: '氢', en: 'Hydrogen' },
  storage: { zh: '储能', en: 'Storage' },
  product: { zh: '产品产量', en: 'Products made' },
  other: { zh: '其他', en: 'Other' },
};
