import type { RawReading, RegisterSpec } from '../reading.js';
import { termsAt } from '../terms.js';
import { acceptedInstants, decidedReadings } from './decided.js';
import { findingOf, type Finding } from './findings.js';
import { ceilingLimit, nameplateLimit, pointOf } from './limits.js';

/** The readings of an interval register that count, and what was found about the others. */
export interface IntervalValues {
  readonly values: readonly RawReading[];
  readonly findings: readonly Finding[];
}

/**
 * The energies that can be true: none below zero on a register of one direction, none beyond the nameplate (or, without
 * one, beyond any register). Each is judged by itself.
 * @param ordered readings in time order
 */
export const intervalValues = (spec: RegisterSpec, ordered: readonly RawReading[]): IntervalValues => {
  const accepted = acceptedInstants(spec);
  const findings: Finding[] = [];
  const values = decidedReadings(spec, ordered).filter((reading) => {
    if (accepted.has(reading.atMs)) return true;
    const { intervalMs, multiplier, inUse } = termsAt(spec, reading.atMs - 1);
    const after = pointOf(spec, reading);
    const before = { ...after, atMs: reading.atMs - (intervalMs ?? spec.intervalMs ?? 0), value: 0 };
    const limit = nameplateLimit(spec, before, after) ?? ceilingLimit(spec, before, after);
    const size = spec.net === true ? Math.abs(after.value) : after.value;
    const reason = size < 0 ? 'negative' : size > limit ? 'too-large' : undefined;
    if (reason === undefined || !inUse) return true;
    findings.push(findingOf(reason, undefined, reading, after.value * multiplier));
    return false;
  });
  return { values, findings };
};
