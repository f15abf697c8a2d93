import type { Labels } from './bilingual.js';

/** measured 实测 · manual 人工 · estimated 估算 · missing 缺测, from best to worst. */
export const QUALITIES = ['measured', 'manual', 'estimated', 'missing'] as const;
export type Quality = (typeof QUALITIES)[number];

/** As it is stored with each bucket of consumption; a greater code is worse. */
export const QUALITY_CODE = { measured: 0, manual: 1, estimated: 2, missing: 3 } as const satisfies Readonly<
  Record<Quality, number>
>;

export const QUALITY_LABELS: Labels<Quality> = {
  measured: { zh: '实测', en: 'measured' },
  manual: { zh: '人工录入', en: 'manual' },
  estimated: { zh: '估算', en: 'estimated' },
  missing: { zh: '缺测', en: 'missing' },
};

/** The worse of two. */
export const worseQuality = (a: Quality, b: Quality): Quality => (QUALITY_CODE[b] > QUALITY_CODE[a] ? b : a);

/** The worst of several; `measured` of none. */
export const worstQuality = (qualities: readonly Quality[]): Quality =>
  qualities.reduce<Quality>(worseQuality, 'measured');

/** Grades of a datum, GB/T 32150-2025 Tables 2 and 3, the best first. */
export const DATA_GRADES = ['high', 'medium', 'low'] as const;
export type DataGrade = (typeof DATA_GRADES)[number];
