import type { Bilingual } from '@zerofab/vocabulary';

/** How a budget stands. `ahead`: faster than its months allow, nothing worse yet. */
export type BudgetState = 'ok' | 'ahead' | 'warning' | 'alarm' | 'unknown';

/** Shares of the budget of the year. */
export interface BudgetShares {
  /** null: nothing is known. */
  readonly used: number | null;
  /** null: no forecast. */
  readonly forecast: number | null;
  /** What the months allow until now. */
  readonly pace: number;
}

/** Warning at 90 %, alarm at 100 % of the budget (energy-carbon-centre §2, function 7). */
const WARN = 0.9;
const ALARM = 1;
/** Percentage points ahead of pace that are worth a word. Ours, as on the overview. */
const AHEAD = 0.015;

const percent = (share: number): string => (share * 100).toFixed(1);

/** How a budget stands, and why. */
export const budgetState = ({
  used,
  forecast,
  pace,
}: BudgetShares): { readonly state: BudgetState; readonly why: Bilingual | null } => {
  if (used === null) return { state: 'unknown', why: null };
  if (used >= ALARM)
    return {
      state: 'alarm',
      why: {
        zh: `已用 ${percent(used)} %，超出年度预算`,
        en: `${percent(used)} % used: over the budget of the year`,
      },
    };
  if (forecast !== null && forecast >= ALARM)
    return {
      state: 'warning',
      why: {
        zh: `预测年末达 ${percent(forecast)} %，将超出预算`,
        en: `forecast to reach ${percent(forecast)} % by the end of the year: over the budget`,
      },
    };
  if (used >= WARN)
    return { state: 'warning', why: { zh: `已用 ${percent(used)} %`, en: `${percent(used)} % used` } };
  if (used - pace > AHEAD) {
    const ahead = percent(used - pace);
    return {
      state: 'ahead',
      why: { zh: `快于进度 ${ahead} 个百分点`, en: `${ahead} pp ahead of its months` },
    };
  }
  return { state: 'ok', why: null };
};
