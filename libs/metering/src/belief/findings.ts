import { DOUBTS, type FindingReason } from '@zerofab/vocabulary';
import type { RawReading } from '../reading.js';

/** A step of a register that is not taken as it stands. */
export interface Finding {
  readonly reason: FindingReason;
  /** Time of the last reading that counts before it. */
  readonly fromMs: number;
  /** Time of the reading that is doubted; of a run of them the first. */
  readonly atMs: number;
  /** Time of the last doubted reading. */
  readonly untilMs: number;
  /** What the register showed before, as it was sent. */
  readonly before: number | null;
  /** What it shows at `atMs`, as it was sent. */
  readonly shown: number;
  /** What is not counted because of it, in units of consumption, multiplier applied; of a glitch, the size of its fall. */
  readonly amount: number;
}

/** Whether a finding asks for a decision. */
export const isDoubt = ({ reason }: Pick<Finding, 'reason'>): boolean =>
  DOUBTS.some((doubt) => doubt === reason);

/** A finding about the step from one reading to the next. */
export const findingOf = (
  reason: FindingReason,
  before: RawReading | undefined,
  at: RawReading,
  amount: number,
  untilMs = at.atMs,
): Finding => ({
  reason,
  fromMs: before?.atMs ?? at.atMs,
  atMs: at.atMs,
  untilMs,
  before: before?.value ?? null,
  shown: at.value,
  amount,
});
