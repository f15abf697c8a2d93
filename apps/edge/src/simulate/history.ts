import { SLOT_MS } from './local-time.js';
import type { Gateway } from './gateways.js';
import type { PlantModel, SimReading } from './model.js';
import type { SimMeter } from './plant.js';

/** Days of the history under way at once: keeps the broker busy without holding much in memory. */
const DAYS_AT_ONCE = 3;

export interface HistoryOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** After each stretch was acknowledged by all meters; always newest first, so that no hole is left behind. */
  readonly onStretch: (stretch: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly readings: number;
  }) => void;
  readonly stopped: () => boolean;
}

const isLost = (model: PlantModel, meter: SimMeter, ts: number): boolean =>
  model.isWithin(meter.sim.loses, meter.code, ts);

/** Readings of a meter on the 15-minute grid in [fromMs, toMs); what its gateway lost is left out. */
export const gridReadings = (
  model: PlantModel,
  { meter }: Pick<Gateway, 'meter'>,
  fromMs: number,
  toMs: number,
): SimReading[] => {
  const readings: SimReading[] = [];
  for (let ts = Math.ceil(fromMs / SLOT_MS) * SLOT_MS; ts < toMs; ts += SLOT_MS) {
    if (!isLost(model, meter, ts)) readings.push(model.reading(meter, ts));
  }
  return readings;
};

/** How many readings, two registers at each quarter hour, `sendHistory` sends for [fromMs, toMs). */
export const countReadings = (
  model: PlantModel,
  meters: readonly SimMeter[],
  fromMs: number,
  toMs: number,
): number => {
  let count = 0;
  for (const meter of meters) {
    for (let ts = Math.ceil(fromMs / SLOT_MS) * SLOT_MS; ts < toMs; ts += SLOT_MS)
      if (meter.sim.loses === undefined || !isLost(model, meter, ts)) count += 2;
  }
  return count;
};

/** Local days of [fromMs, toMs), newest first, cut at both ends. */
const daysBackwards = (
  model: PlantModel,
  fromMs: number,
  toMs: number,
): { fromMs: number; toMs: number }[] => {
  const days: { fromMs: number; toMs: number }[] = [];
  let end = toMs;
  while (end > fromMs) {
    const start = Math.max(fromMs, model.clock.startOfDay(end - 1));
    days.push({ fromMs: start, toMs: end });
    end = start;
  }
  return days;
};

/** Sends the history, a day a message and meter, newest days first: the page means something early. */
export const sendHistory = async (
  model: PlantModel,
  gateways: readonly Gateway[],
  options: HistoryOptions,
): Promise<void> => {
  const days = daysBackwards(model, options.fromMs, options.toMs);
  const queue: Promise<void>[] = [];
  let newer = Promise.resolve();
  for (const day of days) {
    if (options.stopped()) break;
    const sent = Promise.all(
      gateways.map(async (gateway) => {
        const readings = gridReadings(model, gateway, day.fromMs, day.toMs);
        await gateway.send(readings);
        return readings.length * 2;
      }),
    );
    newer = Promise.all([sent, newer]).then(([counts]) => {
      options.onStretch({ ...day, readings: counts.reduce((total, count) => total + count, 0) });
    });
    queue.push(newer);
    if (queue.length >= DAYS_AT_ONCE) await queue.shift();
  }
  await Promise.all(queue);
};
