import { ROOT_FACTOR } from '@zerofab/verification';
import type { AssuranceLevel, Bilingual } from '@zerofab/vocabulary';

/** The rule of a sample in words; every number of it is ours, and says so. */
export const samplingRule = (assurance: AssuranceLevel): Bilingual => {
  const factor = ROOT_FACTOR[assurance];
  const times = factor === 1 ? '' : `${String(factor)} × `;
  return {
    zh: `凡单项达到重要性的数据全部核查；其余 n 项中抽取 ${times}√n（向上取整），风险越高越容易抽中。风险 = 规模（排放量 ÷ 重要性，至多 1）× 可能性（各项得分之和）。规则与分值为本平台默认，并非标准规定`,
    en: `Every datum that reaches materiality by itself is looked at; of the n others, ${times}√n (rounded up) are drawn, with a chance that goes with the risk. Risk = size (emissions over materiality, at most 1) × likelihood (sum of the parts). Rule and points are defaults of this platform, no numbers of a standard`,
  };
};
