import { standardParts } from '@zerofab/accounting';
import { findUnit } from '@zerofab/units';
import type { FieldRefusal } from '@zerofab/vocabulary';
import type { ActivityBinding, SourceContent } from '../domain/source.js';
import { checkBinding } from './binding-checks.js';
import { checkCalculation, checkGas } from './calculation-checks.js';
import { activityUnits, checkFactor, checkResidual } from './factor-checks.js';
import { wrong, type Findings } from './findings.js';
import type { KnownToSource } from './known.js';

function* checkPart({ part: id, category }: SourceContent): Findings {
  if (id === undefined) return;
  const part = standardParts().find((known) => known.id === id);
  if (part === undefined) {
    const known = standardParts().map((entry) => entry.id);
    yield wrong(
      'part',
      `there is no sector part "${id}"; there are: ${known.join(', ')}`,
      `没有行业部分“${id}”；现有：${known.join('、')}`,
    );
  } else if (!part.classes.includes(category))
    yield wrong(
      'part',
      `${part.standard} has no class ${category}; it has: ${part.classes.join(', ')}`,
      `${part.standard} 没有类别 ${category}；它有：${part.classes.join('、')}`,
    );
}

/** A second account of the same amount is of the same kind: tonnes and kilowatt-hours can never be compared. */
function* checkComparable(known: KnownToSource, own: ActivityBinding, other: ActivityBinding): Findings {
  const of = (binding: ActivityBinding): string | undefined => {
    const [unit] = activityUnits(known, { activity: binding });
    return unit === undefined ? undefined : findUnit(unit)?.dimension;
  };
  const [amount, account] = [of(own), of(other)];
  if (amount === undefined || account === undefined || amount === account) return;
  yield wrong(
    other.kind === 'meters' ? 'crossCheck.registers' : 'crossCheck.unit',
    `counts ${account}, the activity data count ${amount}: they can never be compared; give both in units of one kind`,
    `为${DIMENSIONS_ZH[account] ?? account}，而活动数据为${DIMENSIONS_ZH[amount] ?? amount}，无法相互核对；请采用同类单位`,
  );
}
const DIMENSIONS_ZH: Readonly<Record<string, string>> = {
  mass: '质量',
  energy: '能量',
  volume: '体积',
  'normal gas volume': '标准状态气体体积',
};

function* check(known: KnownToSource, code: string, body: SourceContent): Findings {
  yield* checkBinding(known.meters, 'activity', body.activity);
  if (body.crossCheck !== undefined) {
    yield* checkBinding(known.meters, 'crossCheck', body.crossCheck);
    yield* checkComparable(known, body.activity, body.crossCheck);
  }
  yield* checkGas('gas', body.gas, known.library);
  yield* checkPart(body);
  yield* checkResidual(known, body);
  if (body.calculation === undefined) yield* checkFactor(known, code, body);
  else yield* checkCalculation(known, body, body.calculation);
}

/** No answer lists more findings than a person would read. */
const MAX_FINDINGS = 50;

/** Whether somebody looked at a doubted value and said why it is right. */
const isConfirmed = ({ field, doubts }: FieldRefusal, confirmed: SourceContent['confirmed'] = []): boolean =>
  confirmed.some((entry) => entry.field === field && entry.value === doubts);

/**
 * What is wrong with the definition of a source, before it is kept: its bindings exist, its factor and formulas serve
 * its class, its inputs are all bound, its values can be true. Empty where all is well. A finding with `doubts` may be
 * confirmed; those that are confirmed already are left out.
 */
export const sourceFindings = (known: KnownToSource, code: string, body: SourceContent): FieldRefusal[] => {
  const findings: FieldRefusal[] = [];
  for (const finding of check(known, code, body)) {
    if (isConfirmed(finding, body.confirmed)) continue;
    findings.push(finding);
    if (findings.length === MAX_FINDINGS) break;
  }
  return findings;
};
