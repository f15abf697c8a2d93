import { setTimeout as sleep } from 'node:timers/promises';
import { connectPublisher, type Login } from '../mqtt/publisher.js';
import { drift, streamOf } from './noise.js';

export interface SingleRegister {
  readonly code: string;
  readonly kind: 'counter' | 'gauge';
}

/** Reads `code:counter` or `code:gauge`. */
export const parseRegister = (text: string): SingleRegister => {
  const [, code, kind] = /^([A-Za-z0-9_-]{1,64}):(counter|gauge)$/.exec(text) ?? [];
  if (code === undefined || kind === undefined)
    throw new Error(`--register ${text}: give code:counter or code:gauge`);
  return { code, kind: kind === 'counter' ? 'counter' : 'gauge' };
};

const MEAN_POWER = 100;
/** Longest wait for an acknowledgement before the next reading. */
const ACKNOWLEDGE_MS = 3000;

const BEGIN_MS = Date.UTC(2020, 0, 1);

/**
 * Values of a lone meter of about 100 (kW): gauges show the power of the moment, counters rise by 100 an hour since
 * 2020. The same meter and instant always give the same values.
 */
const singleValues = (
  meter: string,
  registers: readonly SingleRegister[],
  nowMs: number,
): Record<string, number> => {
  const power = MEAN_POWER * (1 + 0.2 * drift(1, streamOf(meter), Math.floor(nowMs / 1000), 300));
  const counter = ((nowMs - BEGIN_MS) / 3_600_000) * MEAN_POWER;
  return Object.fromEntries(
    registers.map(({ code, kind }) => [code, Number((kind === 'counter' ? counter : power).toFixed(3))]),
  );
};

export interface SingleOptions {
  readonly url: string;
  readonly site: string;
  readonly meter: string;
  readonly login: Login;
  readonly registers: readonly SingleRegister[];
  readonly everySeconds: number;
  readonly signal: AbortSignal;
}

/**
 * One simulated meter that publishes until it is stopped. While the broker is away, or refuses, it says nothing.
 * @throws ConnectionError when the broker cannot be reached at the start
 */
export const simulateSingle = async (options: SingleOptions): Promise<void> => {
  const { url, site, meter, login, registers, everySeconds, signal } = options;
  const topic = `zerofab/v1/${site}/${meter}`;
  const client = await connectPublisher({
    url,
    login,
    protocolVersion: 4,
    statusTopic: `${topic}/status`,
    patience: signal,
  }).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (client === undefined) return;
  const say = async (topicEnd: string, payload: string, retain: boolean): Promise<boolean> => {
    if (!client.connected) return false;
    const acknowledged = client.publishAsync(`${topic}/${topicEnd}`, payload, { qos: 1, retain }).then(
      () => true,
      () => false,
    );
    return Promise.race([acknowledged, sleep(ACKNOWLEDGE_MS, false, { ref: false })]);
  };
  client.on('connect', () => void say('status', 'online', true));
  await say('status', 'online', true);
  while (!signal.aborted) {
    const ts = Date.now();
    const values = singleValues(meter, registers, ts);
    const sent = await say('readings', JSON.stringify({ ts, values }), false);
    if (sent) console.log(`${new Date(ts).toISOString()} ${JSON.stringify(values)}`);
    await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  await say('status', 'offline', true);
  await client.endAsync(true);
};
