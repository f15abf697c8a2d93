import { decimalText, ExactDecimal } from '@zerofab/units';
import type { ReadInputs } from './given.js';
import type { ChecklistItemResult, PathResult } from './result.js';
import { sourceOf } from './scheme-walk.js';
import type { ChecklistItem, Scheme } from './scheme.js';

const EARNS: Readonly<Record<ChecklistItemResult['status'], string>> = {
  met: '1',
  partly: '0.5',
  notMet: '0',
  open: '0',
  na: '0',
};

const STATES: Readonly<Record<string, ChecklistItemResult['status']>> = {
  met: 'met',
  partly: 'partly',
  notMet: 'notMet',
};

const itemOf = (scheme: Scheme, item: ChecklistItem, inputs: ReadInputs): ChecklistItemResult => {
  const { source, ...words } = item;
  const told = inputs.get(item.id);
  const status =
    told?.state === 'na' ? 'na' : told?.state === 'value' ? (STATES[told.value] ?? 'open') : 'open';
  const reason = told?.state === 'na' ? told.reason : told?.state === 'value' ? told.source : null;
  return { ...words, status, reason, source: sourceOf(scheme, source) };
};

/** The check list: status of each item, and how far each path is. */
export const checklistOf = (scheme: Scheme, inputs: ReadInputs): readonly PathResult[] =>
  scheme.paths.map(({ id, title, items }) => {
    const results = items.map((item) => itemOf(scheme, item, inputs));
    const applicable = results.filter(({ status }) => status !== 'na');
    const earned = applicable.reduce((sum, { status }) => sum.plus(EARNS[status]), new ExactDecimal(0));
    const progress = applicable.length === 0 ? null : decimalText(earned.div(applicable.length));
    return { id, title, progress, items: results };
  });
