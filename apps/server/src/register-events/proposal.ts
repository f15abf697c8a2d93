import type { Proposal } from '@zerofab/vocabulary';
import type { RegisterFinding } from '@zerofab/telemetry';

const DAY_MS = 86_400_000;
/** Resets that are whole days apart, to the hour, are those of a register that begins anew each day. */
const TOLERANCE_MS = 3_600_000;

const isWholeDays = (ms: number): boolean => {
  const rest = Math.abs(ms) % DAY_MS;
  return Math.min(rest, DAY_MS - rest) <= TOLERANCE_MS && Math.abs(ms) > DAY_MS / 2;
};

/**
 * What is to be done about a finding.
 * @param resets instants at which the same register began anew
 */
export const proposalOf = (finding: RegisterFinding, resets: readonly number[]): Proposal => {
  switch (finding.reason) {
    case 'reset':
      return resets.some((ms) => isWholeDays(ms - finding.atMs)) ? 'daily-reset' : 'reset';
    case 'fall':
    case 'too-fast':
      return 'swap';
    case 'unit-step':
      return 'unit';
    case 'negative':
      return 'net';
    default:
      return 'void';
  }
};
