import { QUARTER_MS } from '@zerofab/calendar';
import { intervalMs } from '@zerofab/contracts';
import type { MeterEntity, StoredReading } from '@zerofab/telemetry';
import type { MeterState } from '@zerofab/vocabulary';

/** Expected distance of a register's readings; 15 minutes when none is declared. */
const expectedIntervalMs = (interval: string | null): number =>
  interval === null ? QUARTER_MS : (intervalMs(interval) ?? QUARTER_MS);

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

/** Whether a reading came in after the status topic changed last. */
const heardSince = (meter: MeterEntity, latest: ReadonlyMap<number, StoredReading>): boolean =>
  meter.registers.some(({ id }) => {
    const receivedAt = latest.get(id)?.receivedAt;
    return receivedAt !== undefined && meter.statusSince !== null && receivedAt > meter.statusSince;
  });

/**
 * online · late · offline (last will) · never. A meter that sends readings again is not offline, also when its
 * gateway set a last will and never says `online`.
 */
export const stateOf = (
  meter: MeterEntity,
  latest: ReadonlyMap<number, StoredReading>,
  nowMs: number,
): MeterState => {
  const last = lastReadingOf(meter, latest);
  if (last === null) return 'never';
  if (meter.status === 'offline' && !heardSince(meter, latest)) return 'offline';
  return nowMs - last.getTime() > silenceLimitMs(meter) ? 'late' : 'online';
};
