import { convert } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { Amount, Quantities } from './quantities.js';
import type { CoreVerdict, GateResult, Verdict } from './result.js';
import { wordsOfName } from './input-names.js';
import { sourceOf } from './scheme-walk.js';
import type { Bound, Gate, GateNeed, Scheme } from './scheme.js';

export interface Judged {
  readonly verdict: Verdict;
  readonly reason: Bilingual | null;
}

const OPEN_EVIDENCE: Bilingual = {
  zh: '待证据：请说明是否满足',
  en: 'open: say whether it is met, with evidence',
};

/** Whether an amount reaches a bound, the bound itself included; open where it is not known. */
export const judgeBound = (scheme: Scheme, bound: Bound, amount: Amount): Judged => {
  if (amount.state === 'na') return { verdict: 'na', reason: amount.reason };
  if (amount.state === 'missing') return { verdict: 'open', reason: amount.reason };
  const value = convert(amount.value, amount.unit, bound.unit);
  const low = bound.atLeast !== null && value.lt(bound.atLeast.value);
  const high = bound.atMost !== null && value.gt(bound.atMost.value);
  const wanted = [
    bound.atLeast === null ? '' : `≥ ${bound.atLeast.value}`,
    bound.atMost === null ? '' : `≤ ${bound.atMost.value}`,
  ];
  const figures = `${value.toSignificantDigits(6).toFixed()} ${bound.unit}, ${wanted.filter(Boolean).join(' ')} ${bound.unit}`;
  const { zh, en } = wordsOfName(scheme, bound.quantity);
  const name = scheme.inputs.find((input) => input.name === bound.quantity)?.description ?? { zh, en };
  return {
    verdict: low || high ? 'fail' : 'pass',
    reason: { zh: `${name.zh} ${figures}`, en: `${name.en} ${figures}` },
  };
};

/** All of several: failed by one, else open by one, else passed; not applicable where all are. */
export const allOf = (verdicts: readonly Verdict[]): Verdict => {
  if (verdicts.includes('fail')) return 'fail';
  if (verdicts.includes('open')) return 'open';
  return verdicts.includes('pass') || verdicts.length === 0 ? 'pass' : 'na';
};

const judgeCore = (core: readonly CoreVerdict[]): Judged => {
  if (core.includes('fail')) {
    return {
      verdict: 'fail',
      reason: { zh: '核心指标未达基本要求', en: 'a core indicator misses its entry value' },
    };
  }
  if (core.includes('depends')) {
    return {
      verdict: 'open',
      reason: {
        zh: '核心指标是否达标取决于口径',
        en: 'whether a core indicator meets its entry value depends on the convention',
      },
    };
  }
  if (core.includes('open')) {
    return { verdict: 'open', reason: { zh: '核心指标缺数据', en: 'a core indicator lacks data' } };
  }
  return {
    verdict: 'pass',
    reason: { zh: '核心指标均达基本要求', en: 'all core indicators meet their entry values' },
  };
};

const judgeGiven = (gate: Gate, quantities: Quantities): Judged => {
  const input = quantities.inputs.get(gate.id);
  if (input === undefined) return { verdict: 'open', reason: OPEN_EVIDENCE };
  if (input.state === 'na') return { verdict: 'na', reason: { zh: input.reason, en: input.reason } };
  if (input.state === 'missing') return { verdict: 'open', reason: input.why ?? OPEN_EVIDENCE };
  return { verdict: input.value === '1' ? 'pass' : 'fail', reason: null };
};

const judgeNeed = (
  need: GateNeed,
  gate: Gate,
  quantities: Quantities,
  core: readonly CoreVerdict[],
): Judged => {
  if (need.kind === 'given') return judgeGiven(gate, quantities);
  if (need.kind === 'coreEntry') return judgeCore(core);
  return judgeBound(quantities.scheme, need, quantities.under(need.under).quantity(need.quantity));
};

/** A gate judged; `core`: verdicts of the entry values of the core indicators. */
export const judgeGate = (
  gate: Gate,
  quantities: Quantities,
  core: readonly CoreVerdict[],
  applicant: string | null,
): GateResult => {
  const { scheme, inputs } = quantities;
  const judged = gate.needs.map((need) => judgeNeed(need, gate, quantities, core));
  const other = gate.applicants.length > 0 && applicant !== null && !gate.applicants.includes(applicant);
  const verdict = other ? 'na' : allOf(judged.map((each) => each.verdict));
  const told = inputs.get(gate.id);
  const OTHER: Bilingual = { zh: '不适用于该类申报主体', en: 'not asked of this kind of applicant' };
  return {
    id: gate.id,
    title: gate.title,
    verdict,
    reason: other
      ? OTHER
      : (judged.find((each) => each.verdict === verdict && each.reason !== null)?.reason ?? null),
    evidence: gate.evidence,
    note: told?.state === 'value' ? told.source : null,
    source: sourceOf(scheme, gate.source),
  };
};
