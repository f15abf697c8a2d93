import type { LiveEvent, Meter } from '@zerofab/contracts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { followLive } from './live-stream';
import { serverNow } from '../api/http';

type LiveMeter = LiveEvent['meters'][number];
export type LiveState = 'connecting' | 'live' | 'stale' | 'offline';

/** After 30 s without an event the figures are stale, after 15 min the page says offline. */
export function liveState(lastEventAt: number | null, startedAt: number, now: number): LiveState {
  const silent = now - (lastEventAt ?? startedAt);
  if (silent >= 900_000) return 'offline';
  if (silent >= 30_000) return 'stale';
  return lastEventAt === null ? 'connecting' : 'live';
}

/** The live stream of the current site: latest readings per meter, site power, back-fill of the demo. */
export const useLive = defineStore('live', () => {
  const meters = shallowRef<ReadonlyMap<string, LiveMeter>>(new Map());
  const power = shallowRef<LiveEvent['power'] | null>(null);
  const backfill = shallowRef<LiveEvent['backfill']>(null);
  const rejected24h = ref<number | null>(null);
  const lastEventAt = ref<number | null>(null);
  const startedAt = ref(serverNow());
  /** The stream is known to be broken, long before its silence says so. */
  const broken = ref(false);
  let abort: AbortController | null = null;
  let site: string | null = null;

  const onEvent = (event: LiveEvent): void => {
    lastEventAt.value = serverNow();
    broken.value = false;
    const next = new Map(meters.value);
    for (const meter of event.meters) {
      const known = new Map(
        next.get(meter.meter)?.registers.map((register) => [register.register, register]),
      );
      for (const register of meter.registers) known.set(register.register, register);
      next.set(meter.meter, { ...meter, registers: [...known.values()] });
    }
    meters.value = next;
    power.value = event.power;
    backfill.value = event.backfill;
    rejected24h.value = event.rejected24h;
  };
  const stop = (): void => {
    abort?.abort();
    abort = null;
    site = null;
    meters.value = new Map();
    power.value = null;
    backfill.value = null;
    rejected24h.value = null;
    lastEventAt.value = null;
  };
  const start = (code: string): void => {
    if (site === code) return;
    stop();
    site = code;
    startedAt.value = serverNow();
    abort = new AbortController();
    void followLive(code, abort.signal, {
      onEvent,
      onState: (state) => (broken.value = state === 'reconnecting'),
    });
  };
  const filling = computed(() => backfill.value !== null && !backfill.value.finished);
  // A browser without network may wait long for the stream to end.
  window.addEventListener('offline', () => (broken.value = true));
  return { meters, power, backfill, filling, rejected24h, lastEventAt, startedAt, broken, start, stop };
});

/** A meter as last listed, with what the live stream knows since. */
export function mergeLive(meter: Meter, live: LiveMeter | undefined): Meter {
  if (live === undefined) return meter;
  const latest = new Map(live.registers.map((register) => [register.register, register]));
  return {
    ...meter,
    state: live.state,
    lastReadingAt: live.lastReadingAt ?? meter.lastReadingAt,
    registers: meter.registers.map((register) => {
      const found = latest.get(register.code);
      if (
        found === undefined ||
        (register.last !== null && Date.parse(found.ts) < Date.parse(register.last.ts))
      ) {
        return register;
      }
      return { ...register, last: { ts: found.ts, value: found.value, receivedAt: found.ts } };
    }),
  };
}
