import type { Labels } from './bilingual.js';

/**
 * The ladder of factor choice (因子获取优先级), the best rung first.
 * Source: digest of GB/T 32150-2025 7.4: first two rungs transcribed, the rest from memory.
 */
export const RUNGS = [
  'measured',
  'supplier',
  'sector-part',
  'national-database',
  'regional',
  'ipcc',
] as const;
export type Rung = (typeof RUNGS)[number];

export const RUNG_LABELS: Labels<Rung> = {
  measured: { zh: '实测', en: 'Measured' },
  supplier: { zh: '供方提供', en: 'Supplier' },
  'sector-part': { zh: '行业部分标准', en: 'Sector part' },
  'national-database': { zh: '国家数据库或公告', en: 'National database or notice' },
  regional: { zh: '地区或行业参考', en: 'Regional or industry reference' },
  ipcc: { zh: 'IPCC 缺省', en: 'IPCC default' },
};

/** Negative when `a` stands above `b` on the ladder. */
export const compareRungs = (a: Rung, b: Rung): number => RUNGS.indexOf(a) - RUNGS.indexOf(b);

/** The weakest of several; null of none. */
export const weakestOf = (rungs: readonly Rung[]): Rung | null =>
  rungs.toSorted((a, b) => compareRungs(b, a))[0] ?? null;
