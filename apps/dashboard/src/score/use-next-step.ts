import type { ScoreIndicator } from '@zerofab/contracts';
import { useText } from '../text/use-text';
import { formatPercentChange, formatPoints, withIndicatorUnit } from './figures';

/** What the next point of an indicator costs, in words; empty where there is none to win. */
export const useNextStep = (): ((indicator: ScoreIndicator) => string) => {
  const { t, say } = useText();
  return ({ next }) => {
    if (next === null) return '';
    const points = formatPoints(next.points);
    if (next.grade !== null) return t('score.step.grade', { points, grade: say(next.grade) });
    if (next.value === null) return t('score.step.tell', { points });
    const reach = t('score.step.value', { points, value: withIndicatorUnit(Number(next.value), next.unit) });
    if (next.changePercent === null) return reach;
    return `${reach} ${t('score.step.change', { change: formatPercentChange(next.changePercent) })}`;
  };
};
