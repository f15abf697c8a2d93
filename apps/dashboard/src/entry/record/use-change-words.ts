import type { Problem } from '@zerofab/contracts';
import { useText } from '../../text/use-text';
import type { Change } from './changes';

interface ChangeWords {
  /** Why a value is refused, or what is worth a second look; empty where nothing is. */
  readonly why: (change: Change) => string;
  readonly problem: (problem: Problem) => string;
}

/** Reasons in the page's language; what the server says stands behind its kind. */
export function useChangeWords(): ChangeWords {
  const { t, te } = useText();
  const problem = ({ type, detail }: Problem): string => {
    const key = `entry.problem.${type.replace('/problems/', '')}`;
    return te(key) ? t(key) : detail;
  };
  const why = (change: Change): string => {
    if (change.problem !== null) return problem(change.problem);
    if (change.reason !== null) return t(`entry.refused.${change.reason}`);
    return change.warnings.map((code) => t(`entry.warning.${code}`)).join(' · ');
  };
  return { why, problem };
}
