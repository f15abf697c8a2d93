import { inTimeOrder, type RawReading, type RegisterSpec } from '../reading.js';
import type { Finding } from './findings.js';
import { intervalValues } from './intervals.js';
import { counterSteps, isPlain } from './steps.js';

/** What was found about the readings of a register, by time; noted and believed steps among them. */
export const findingsOf = (spec: RegisterSpec, readings: readonly RawReading[]): readonly Finding[] =>
  spec.kind === 'counter'
    ? counterSteps(spec, readings).findings
    : intervalValues(spec, inTimeOrder(readings)).findings;

/**
 * Whether readings count as they stand, so that none of them has a say about another one but its neighbours. Each value
 * of an interval register is judged by itself.
 */
export const isPlainRegister = (spec: RegisterSpec, readings: readonly RawReading[]): boolean =>
  spec.kind === 'interval' || isPlain(spec, inTimeOrder(readings));
