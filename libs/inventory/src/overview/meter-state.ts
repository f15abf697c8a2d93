import type { Meter } from '@zerofab/contracts';
import { expectedIntervalMs, type MeterEntity, type StoredReading } from '@zerofab/telemetry';

export type MeterState = Meter['state'];

/** A meter is late when it has been silent for more than two expected intervals (5 minutes at least). */
const MIN_SILENCE_MS = 5 * 60_000;

export const silenceLimitMs = (meter: MeterEntity): number =>
  Math.max(
    MIN_SILENCE_MS,
    2 * Math.max(0, ...meter.registers.map((register) => expectedIntervalMs(register.interval))),
  );

/** Latest reading over all registers of a meter. */
export const lastReadingOf = (meter: MeterEntity, latest: ReadonlyMap<number, StoredReading>): Date | null =>
  meter.registers.reduce<Date | null>((best, { id }) => {
    const ts = latest.get(id)?.ts;
    return ts !== undefined && (best === null || ts > best) ? ts : best;
  }, null);

/** online · late · offline (last will) · never. */
export const stateOf = (meter: MeterEntity, lastReading: Date | null, nowMs: number): MeterState => {
  if (lastReading === null) return 'never';
  if (meter.status === 'offline') return 'offline';
  return nowMs - lastReading.getTime() > silenceLimitMs(meter) ? 'late' : 'online';
};
