import type { Bilingual } from '@zerofab/vocabulary';
import { DRAWS, MONTE_CARLO_ABOVE_PERCENT } from './simulate.js';

/** An input whose uncertainty is not in the interval. */
export interface MissingWidth {
  readonly name: string;
  readonly kind: 'activity' | 'factor' | 'parameter';
  /** True where a half-width is known, but a formula refuses every state near the stated one. */
  readonly refused: boolean;
}

/** As many are named; the rest is counted. */
const NAMED = 5;

const lackOf = (missing: readonly MissingWidth[]): Bilingual => {
  if (missing.length === 0) return { zh: '', en: '' };
  const names = missing.slice(0, NAMED).map(({ name }) => name);
  const more = missing.length - names.length;
  return {
    zh: `；未计入不确定度未知的输入：${names.join('、')}${more > 0 ? `等 ${String(missing.length)} 项` : ''}，实际区间更宽，请补充其半宽`,
    en: `; inputs of unknown uncertainty are not in it, so the true interval is wider: ${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}; state their half-widths`,
  };
};

/** How an interval was found, and what it leaves out. */
export const reasonOf = (monteCarlo: boolean, seed: number, missing: readonly MissingWidth[]): Bilingual => {
  const lack = lackOf(missing);
  return monteCarlo
    ? {
        zh: `有输入的不确定度大于 ${String(MONTE_CARLO_ABOVE_PERCENT)} %，采用蒙特卡洛模拟（${String(DRAWS)} 次，种子 ${String(seed)}），95 % 区间${lack.zh}`,
        en: `An input is wider than ${String(MONTE_CARLO_ABOVE_PERCENT)} %: Monte Carlo, ${String(DRAWS)} draws, seed ${String(seed)}, 95 % interval${lack.en}`,
      }
    : {
        zh: `IPCC 误差传播法：各独立输入方和根；多行共用的因子先线性相加${lack.zh}`,
        en: `IPCC error propagation: root of the sum of squares over independent inputs; a factor shared by several rows adds linearly${lack.en}`,
      };
};
