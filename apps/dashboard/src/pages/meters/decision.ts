import type { MeterFinding } from '@zerofab/contracts';
import type { EventBody } from './api';

/** What a person may decide about a finding. */
export type Choice = EventBody['kind'];
type NumberName = 'value' | 'closing' | 'opening';

const COUNTER: readonly Choice[] = ['void', 'accept', 'reset', 'swap', 'correct'];
const INTERVAL: readonly Choice[] = ['void', 'accept', 'correct'];

const isInterval = ({ reason }: MeterFinding): boolean => reason === 'negative' || reason === 'too-large';
/** A fall cannot be confirmed: a counter does not count backwards. */
const fell = ({ before, shown }: MeterFinding): boolean => before !== null && shown < before;

/** The decisions that fit a finding, the proposed one first. */
export const choicesOf = (finding: MeterFinding): readonly Choice[] => {
  const fitting = (isInterval(finding) ? INTERVAL : COUNTER).filter(
    (choice) => choice !== 'accept' || isInterval(finding) || !fell(finding),
  );
  const proposed = fitting.find((choice) => choice === finding.proposal);
  return proposed === undefined ? fitting : [proposed, ...fitting.filter((choice) => choice !== proposed)];
};

/** The numbers that a decision takes. */
export const needsNumbers = (choice: Choice): readonly NumberName[] =>
  choice === 'correct' ? ['value'] : choice === 'swap' ? ['closing', 'opening'] : [];

/** The event that a decision records; a run of doubted readings is set aside as a whole. */
export const eventOf = (
  finding: MeterFinding,
  choice: Choice,
  numbers: Readonly<Record<NumberName, string>>,
  note: string,
): EventBody => ({
  register: finding.register,
  kind: choice,
  at: finding.at,
  ...(choice === 'void' ? { to: finding.until } : {}),
  ...Object.fromEntries(needsNumbers(choice).map((name) => [name, Number.parseFloat(numbers[name])])),
  note,
});
