import { addFlaw, type Decoded, type Flaw } from './decode.js';
import type { KnownMeter } from './directory.js';

/** Readings that can be stored: parallel columns, as the store takes them. */
export interface ReadingColumns {
  readonly registerIds: number[];
  readonly atMs: number[];
  readonly values: number[];
  /** Whether the register has consumption (counter, interval). */
  readonly consumes: boolean[];
}

export const noReadings = (): ReadingColumns => ({ registerIds: [], atMs: [], values: [], consumes: [] });

/** Finds each reading's register and checks the value against it; the rest come back as flaws. */
export const resolveReadings = (
  decoded: Decoded,
  meter: KnownMeter,
): { columns: ReadingColumns; flaws: Flaw[]; unlisted: number } => {
  const columns = noReadings();
  const found = { flaws: [...decoded.flaws], unlisted: decoded.unlisted };
  const unknown = new Set<string>();
  for (const { register, atMs, value } of decoded.readings) {
    const known = meter.registers.get(register);
    if (known === undefined) {
      unknown.add(register);
    } else if (
      known.kind === 'counter' &&
      !known.net &&
      (value < 0 || (known.rollover !== null && value > known.rollover))
    ) {
      const bound = known.rollover === null ? '0 or more' : `0 to ${String(known.rollover)} (its rollover)`;
      addFlaw(
        found,
        'bad-value',
        () => `values.${register} is ${String(value)}; this counter shows ${bound}`,
      );
    } else {
      columns.registerIds.push(known.id);
      columns.atMs.push(atMs);
      columns.values.push(value);
      columns.consumes.push(known.kind !== 'gauge');
    }
  }
  for (const register of unknown)
    addFlaw(found, 'unknown-register', () => {
      const known = [...meter.registers.keys()].slice(0, 8).join(', ');
      return `This meter has no register "${register.slice(0, 64)}"; it has: ${known}`;
    });
  return { columns, ...found };
};
