import type { Labels } from './bilingual.js';

/** What proves an attribute of electricity: own generation, direct line, green-power trade, certificate, other. */
export const PROOF_KINDS = ['own', 'direct', 'trade', 'certificate', 'other'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** Attributes under which electricity is listed; `grid` is what no proof covers. */
export const ELECTRICITY_ATTRIBUTES = ['own', 'direct', 'trade', 'certificate', 'grid'] as const;
export type ElectricityAttribute = (typeof ELECTRICITY_ATTRIBUTES)[number];

export const ELECTRICITY_ATTRIBUTE_LABELS: Labels<ElectricityAttribute> = {
  own: { zh: '自发自用', en: 'own generation' },
  direct: { zh: '绿电直连', en: 'direct line' },
  trade: { zh: '绿电交易', en: 'green-power trade' },
  certificate: { zh: '绿证', en: 'certificates' },
  grid: { zh: '其余电量', en: 'the rest of the grid' },
};

/** Rules that pick the data year of a published grid factor. */
export const GRID_FACTOR_RULES = ['latest-at-report-due', 'latest-published', 'data-year'] as const;
export type GridFactorRule = (typeof GRID_FACTOR_RULES)[number];
