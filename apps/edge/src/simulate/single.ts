import { setTimeout as sleep } from 'node:timers/promises';
import { connectPublisher, type Login } from '../mqtt/publisher.js';
import { drift } from './noise.js';

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

/** Values of a lone meter of about 100 kW: gauges show the power, counters its energy since 2020. */
const singleValues = (registers: readonly SingleRegister[], nowMs: number): Record<string, number> => {
  const second = Math.floor(nowMs / 1000);
  const power = MEAN_POWER * (1 + 0.2 * drift(1, 1, second, 300));
  const counter = ((nowMs - Date.UTC(2020, 0, 1)) / 3_600_000) * MEAN_POWER;
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

/** One simulated meter that publishes until it is stopped. */
export const simulateSingle = async (options: SingleOptions): Promise<void> => {
  const { url, site, meter, login, registers, everySeconds, signal } = options;
  const topic = `zerofab/v1/${site}/${meter}`;
  const client = await connectPublisher({ url, login, protocolVersion: 4, statusTopic: `${topic}/status` });
  await client.publishAsync(`${topic}/status`, 'online', { qos: 1, retain: true });
  while (!signal.aborted) {
    const ts = Date.now();
    await client.publishAsync(
      `${topic}/readings`,
      JSON.stringify({ ts, values: singleValues(registers, ts) }),
      { qos: 1 },
    );
    console.log(`${new Date(ts).toISOString()} acknowledged`);
    await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  await client.publishAsync(`${topic}/status`, 'offline', { qos: 1, retain: true });
  await client.endAsync();
};
