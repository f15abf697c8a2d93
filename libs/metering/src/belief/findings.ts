import type { RawReading } from '../reading.js';

/** Why a step or a reading is worth a look. The first two are believed and only noted: later readings may tell otherwise. */
export const FINDING_REASONS = [
  'unusual',
  'wrap',
  'dip',
  'spike',
  'fall',
  'reset',
  'too-fast',
  'unit-step',
  'negative',
  'too-large',
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

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
  reason !== 'unusual' && reason !== 'wrap';

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
