import type { ScoreFact } from '@zerofab/inventory';
import { liveCount, type FunctionVerdict, type Scheme } from '@zerofab/scoring';

/** Input of the schemes that counts functions. */
const NAME = 'platformFunctions';

const PAST: ScoreFact = {
  state: 'missing',
  why: {
    zh: '功能测试只针对当前；往年请按当时情况录入',
    en: 'live tests run on the present; of a past year enter what was live then',
  },
};

/**
 * Facts with the number of functions that are live: twelve count for a green factory, thirteen for a zero-carbon one.
 * @param verdicts null: of a year that is not the present one
 */
export const withFunctions = (
  facts: ReadonlyMap<string, ScoreFact>,
  { kind }: Scheme,
  verdicts: readonly FunctionVerdict[] | null,
): ReadonlyMap<string, ScoreFact> => {
  if (verdicts === null) return new Map([...facts, [NAME, PAST]]);
  const most = kind === 'zeroCarbon' ? 13 : 12;
  const count = String(liveCount(verdicts, most));
  const found: ScoreFact = {
    state: 'value',
    value: count,
    unit: 'piece',
    note: {
      zh: `功能测试：${String(most)} 项中 ${count} 项有效`,
      en: `live tests: ${count} of ${String(most)} functions`,
    },
    trace: null,
  };
  return new Map([...facts, [NAME, found]]);
};
