import type { DataGrade, Rung } from '@zerofab/vocabulary';
import {
  ACTIVITY_WIDTHS,
  FACTOR_RULES,
  GRADE_WIDTHS,
  OTHER_FACTOR_WIDTH,
  OWN_FACTOR_WIDTH,
  OWN_FACTOR_WIDTHS,
  UNKNOWN_ACTIVITY_WIDTH,
  type DefaultWidth,
} from './half-width-table.js';
import type { HalfWidth } from './uncertainty.js';

/** A default as a half-width whose basis says that it is one, and what it rests on. */
const byDefault = ({ percent, source, zh, en }: DefaultWidth): HalfWidth => {
  const memory = source === 'ipcc';
  return {
    percent,
    basis: {
      zh: `${zh}（本平台缺省值，非标准规定${memory ? '；量级据 IPCC 2006，凭记忆' : ''}）`,
      en: `${en} (default of this platform, not of a standard${memory ? '; order of IPCC 2006, from memory' : ''})`,
    },
  };
};

/** How the amount of an activity is known. */
export interface ActivityCertainty {
  /** Stated by the site, % at 95 %. */
  readonly percent?: number | undefined;
  /** Accuracy class of the meter, e.g. 0.5: its limit of error, taken as the half-width. */
  readonly meterClass?: number | undefined;
  /** `meter`, `manual`, `stock`, `belt-scale`, `weighbridge`, `invoice`, `estimated`, `proxy`. */
  readonly kind: string;
  /** Grade of data quality; decides where `kind` is none of these. */
  readonly quality?: DataGrade | undefined;
  /** Part that was estimated, 0 to 1. */
  readonly estimatedShare: number;
}

const measuredWidth = ({ percent, meterClass, kind, quality }: ActivityCertainty): HalfWidth => {
  if (percent !== undefined) return { percent, basis: { zh: '站点给定', en: 'stated by the site' } };
  if (meterClass !== undefined) {
    const text = String(meterClass);
    return { percent: meterClass, basis: { zh: `准确度等级 ${text}`, en: `accuracy class ${text}` } };
  }
  return byDefault(
    ACTIVITY_WIDTHS[kind] ?? (quality === undefined ? UNKNOWN_ACTIVITY_WIDTH : GRADE_WIDTHS[quality]),
  );
};

/** Half-width of an activity; the estimated part is wider and adds in quadrature. */
export const activityHalfWidth = (certainty: ActivityCertainty): HalfWidth => {
  const measured = measuredWidth(certainty);
  if (certainty.estimatedShare <= 0) return measured;
  const estimate = ACTIVITY_WIDTHS['estimated']?.percent ?? 0;
  const share = Math.min(1, certainty.estimatedShare);
  return {
    percent: Math.hypot(measured.percent * (1 - share), estimate * share),
    basis: {
      zh: `${measured.basis.zh}；其中 ${(share * 100).toFixed(1)} % 为估算，按 ${String(estimate)} %`,
      en: `${measured.basis.en}; ${(share * 100).toFixed(1)} % of it estimated, taken as ${String(estimate)} %`,
    },
  };
};

/** What is known of a factor. */
export interface FactorCertainty {
  /** What it is to the formula; `gwp` is a convention. */
  readonly role: string;
  /** Table of the factor library; null for a factor of the site. */
  readonly table: string | null;
  /** Category in that table, e.g. `fuel-ch4`. */
  readonly category: string | null;
  /** Parameter and fuel the row names in that table, e.g. `ch4Factor`, `natural-gas`. */
  readonly parameter: string | null;
  readonly fuel: string | null;
  /** Rung of the ladder of a factor of the site, where it is known. */
  readonly rung?: Rung | undefined;
}

/** Half-width of a factor; 0 for a GWP, which is a convention of the method and no measurement. */
export const factorHalfWidth = ({
  role,
  table,
  category,
  parameter,
  fuel,
  rung,
}: FactorCertainty): HalfWidth => {
  if (role === 'gwp' || table === 'gwp') {
    return { percent: 0, basis: { zh: '由核算方法约定，视为精确', en: 'set by the method, taken as exact' } };
  }
  if (table === null) {
    return byDefault((rung === undefined ? undefined : OWN_FACTOR_WIDTHS[rung]) ?? OWN_FACTOR_WIDTH);
  }
  const fits = (names: ReadonlySet<string> | undefined, name: string | null): boolean =>
    names === undefined || (name !== null && names.has(name));
  const rule = FACTOR_RULES.find(
    (candidate) =>
      candidate.table === table &&
      fits(candidate.categories, category) &&
      fits(candidate.parameters, parameter) &&
      fits(candidate.fuels, fuel),
  );
  return byDefault(rule?.width ?? OTHER_FACTOR_WIDTH);
};
