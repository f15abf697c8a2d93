import type { VersionDifference } from '@zerofab/figures';
import type { ChangeRequest } from '@zerofab/records';
import {
  refused,
  RESTATEMENT_STATE_LABELS,
  type RefusedError,
  type RestatementState,
} from '@zerofab/vocabulary';
import type { Restatement } from './period-rows.js';

/** @throws RefusedError restatement-state */
export const refuseUnless = ({ id, state }: Restatement, states: readonly RestatementState[]): void => {
  if (states.includes(state)) return;
  const [now, wanted] = [RESTATEMENT_STATE_LABELS[state], states.map((one) => RESTATEMENT_STATE_LABELS[one])];
  throw refused('restatement-state', {
    zh: `第 ${id} 号更正的状态是“${now.zh}”；此操作需要“${wanted.map(({ zh }) => zh).join('”或“')}”`,
    en: `Restatement ${id} is ${now.en}; this takes one that is ${wanted.map(({ en }) => en).join(' or ')}`,
  });
};

/** Whoever began or proposed a restatement does not decide it. @throws RefusedError second-person */
export const refuseOwn = ({ opened, proposed }: Restatement, { actor }: ChangeRequest): void => {
  if (opened.by !== actor.username && proposed?.by !== actor.username) return;
  throw ownRestatement();
};

const ownRestatement = (): RefusedError =>
  refused('second-person', {
    zh: '更正须由发起人和提交人以外的人批准或驳回；请同事审阅差异后办理',
    en: 'A restatement is decided by another person than who opened or proposed it; ask a colleague to read the difference',
  });

/** As it is stored: lists that can be written to. */
export const storedDifference = (difference: VersionDifference) => ({
  ...difference,
  lines: difference.lines.map(({ causes, ...line }) => ({ ...line, causes: [...causes] })),
});
