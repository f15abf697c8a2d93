import type { Bilingual, Labels } from './bilingual.js';
import type { Rung } from './rungs.js';

/** What a factor does in a formula. */
export const FACTOR_ROLES = [
  'emissionFactor',
  'netCalorificValue',
  'carbonContent',
  'oxidationFactor',
  'density',
  'energyCoefficient',
  'ch4Factor',
  'n2oFactor',
  'gwp',
  'parameter',
] as const;
export type FactorRole = (typeof FACTOR_ROLES)[number];

/** Ways in which a factor is chosen. */
export const FACTOR_CHOICES = ['exact', 'parent-region', 'default', 'site'] as const;

export const FACTOR_CHOICE_LABELS: Labels<(typeof FACTOR_CHOICES)[number]> = {
  exact: { zh: '精确匹配', en: 'exact' },
  'parent-region': { zh: '上级区域', en: 'parent region' },
  default: { zh: '缺省', en: 'default' },
  site: { zh: '站点录入', en: 'site' },
};

/** How a factor came to be chosen; never left out, so that no fallback is silent. */
export interface FactorChoiceMade {
  readonly how: (typeof FACTOR_CHOICES)[number];
  /** Name of the rule. */
  readonly rule: string;
  readonly why: Bilingual;
}

/** A factor as it is used: a copy with everything an auditor asks for, so that later edits never change a past figure. */
export interface UsedFactor {
  /** One of `FACTOR_ROLES`, or the path of the input it serves. */
  readonly role: string;
  readonly id: string;
  /** Rung of the ladder it stands on; null for what is no matter of choice, such as a GWP. */
  readonly rung: Rung | null;
  readonly name: Bilingual;
  /** Decimal text, every digit as stored. */
  readonly value: string;
  readonly unit: string;
  readonly gas: string | null;
  readonly region: string | null;
  readonly year: string | null;
  readonly validFrom: string | null;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly confidence: string;
  /** Edition of the library or import that holds it, or version of the site's own factor. */
  readonly version: string;
  readonly note: string | null;
  readonly choice: FactorChoiceMade;
}
