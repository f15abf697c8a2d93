import type { Labels } from './bilingual.js';

/** Bands of time of a tariff, dearest first. */
export const BANDS = ['sharp', 'peak', 'flat', 'valley', 'deepValley'] as const;
export type Band = (typeof BANDS)[number];

export const BAND_LABELS: Labels<Band> = {
  sharp: { zh: '尖峰', en: 'Sharp peak' },
  peak: { zh: '高峰', en: 'Peak' },
  flat: { zh: '平段', en: 'Flat' },
  valley: { zh: '低谷', en: 'Valley' },
  deepValley: { zh: '深谷', en: 'Deep valley' },
};
