import { setTimeout as sleep } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import { InFlight } from '../mqtt/in-flight.js';
import { connectPublisher, type Login, type PublisherOptions } from '../mqtt/publisher.js';
import { Sender } from './sender.js';
import { isBad, type BadRow, type FileReading } from '@zerofab/meter-history';
import { HttpSender, type PlatformCounts } from './http-sender.js';
import { openFile, type FileAsked, type OpenedFile } from './open-file.js';
import { shuffled } from './shuffled.js';

export interface ReplayOptions {
  readonly file: string;
  readonly url: string;
  readonly site: string;
  readonly meter: string;
  readonly login: Login;
  readonly protocolVersion: 4 | 5;
  /** How the file is written, as far as the caller says. */
  readonly rules: FileAsked;
  /** Readings a message, or a request. */
  readonly batch: number;
  /** Messages under way without acknowledgement. */
  readonly inFlight: number;
  /** MQTT connections that take turns, all with the same login. */
  readonly connections: number;
  /** Times real time; undefined: as fast as the broker acknowledges. */
  readonly speed: number | undefined;
  readonly shuffleSeed: number | undefined;
  readonly limit: number | undefined;
  /** Ends the replay early; the result counts what was done until then. */
  readonly signal?: AbortSignal;
  /** Told what was detected, before the first reading is sent. */
  readonly onNotes?: (notes: readonly string[]) => void;
  /** Told each row that cannot be used. */
  readonly onBad?: ((row: BadRow) => void) | undefined;
}

export interface ReplayResult {
  readonly rows: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  readonly published: number;
  readonly acknowledged: number;
  /** What became of the values, asked from the platform; undefined over MQTT, which does not tell. */
  readonly platform: PlatformCounts | undefined;
  /** Values that the platform could not use, the first ten. */
  readonly problems: readonly string[];
  /** Why the broker refused a message (MQTT 5 tells) or withdrew the login, the first time. */
  readonly refusal: string | undefined;
  readonly seconds: number;
}

export type ReplayProgress = (done: { readonly rows: number; readonly acknowledged: number }) => void;

const SHOWN_BAD_ROWS = 10;

/** One after the other: the first refusal ends it, and a refused login is tried once. */
const connectAll = async (options: PublisherOptions, count: number): Promise<MqttClient[]> => {
  const clients: MqttClient[] = [];
  try {
    while (clients.length < count) clients.push(await connectPublisher(options));
    return clients;
  } catch (error) {
    await Promise.all(clients.map(async (client) => client.endAsync(true)));
    throw error;
  }
};

/** Waits until a reading's time has come at the asked speed. */
const pacer = (speed: number | undefined, signal: AbortSignal): ((ts: number) => Promise<void>) => {
  let first: number | undefined;
  const started = Date.now();
  return async (ts) => {
    if (speed === undefined) return;
    first ??= ts;
    const dueMs = started + (ts - first) / speed - Date.now();
    // Rejects only when the replay was ended.
    if (dueMs > 5) await sleep(dueMs, undefined, { signal }).catch(() => undefined);
  };
};

async function* inOrder(file: OpenedFile, seed: number | undefined): AsyncGenerator<FileReading | BadRow> {
  if (seed === undefined) {
    yield* file.rows();
    return;
  }
  const all: (FileReading | BadRow)[] = [];
  for await (const row of file.rows()) all.push(row);
  yield* shuffled(all, seed);
}

/** Where readings go: the broker, or the platform itself over HTTP. */
interface Way {
  readonly sender: Sender | HttpSender;
  readonly end: () => Promise<void>;
}

const overHttp = (options: ReplayOptions, signal: AbortSignal, onDone: () => void): Way => ({
  sender: new HttpSender({ ...options, batch: Math.min(1000, options.batch), signal }, onDone),
  end: async () => Promise.resolve(),
});

const overMqtt = async (
  options: ReplayOptions,
  refused: AbortController,
  signal: AbortSignal,
  onDone: () => void,
): Promise<Way> => {
  const flight = new InFlight(options.inFlight);
  signal.addEventListener('abort', () => {
    flight.stop();
  });
  let refusal: string | undefined;
  const onRefused = (reason: string): void => {
    refusal ??= reason;
    refused.abort();
  };
  const clients = await connectAll({ ...options, onRefused }, options.connections);
  const topic = `zerofab/v1/${options.site}/${options.meter}/readings`;
  const sender = new Sender(clients, topic, options.batch, flight, onDone);
  const end = async (): Promise<void> => {
    if (!signal.aborted) await flight.idle();
    // Ended early, nobody waits for what the broker has not acknowledged.
    await Promise.all(clients.map(async (client) => client.endAsync(signal.aborted)));
    sender.refusal = refusal ?? sender.refusal;
  };
  return { sender, end };
};

/**
 * Sends a file of meter history: over MQTT (QoS 1; a broken connection is opened again and what was not acknowledged
 * sent again), or to an `http` URL, which tells what became of each value.
 * @throws ConnectionError when the broker cannot be reached or refuses the login
 * @throws Error when the file cannot be read, lacks a column, or a rule cannot be used
 */
export const replay = async (options: ReplayOptions, onProgress: ReplayProgress): Promise<ReplayResult> => {
  const started = Date.now();
  const refused = new AbortController();
  const signal = AbortSignal.any([refused.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const file = await openFile(options.file, options.rules);
  options.onNotes?.(file.notes);
  const bad: BadRow[] = [];
  let [rows, badCount] = [0, 0];
  const onDone = (): void => {
    onProgress({ rows, acknowledged: way.sender.acknowledged });
  };
  const way: Way = /^https?:/.test(options.url)
    ? overHttp(options, signal, onDone)
    : await overMqtt(options, refused, signal, onDone);
  const { sender } = way;
  const pace = pacer(options.speed, signal);
  try {
    for await (const row of inOrder(file, options.shuffleSeed)) {
      if (signal.aborted || rows === options.limit) break;
      rows += 1;
      if (isBad(row)) {
        badCount += 1;
        options.onBad?.(row);
        if (bad.length < SHOWN_BAD_ROWS) bad.push(row);
        continue;
      }
      await pace(row.ts);
      await sender.add(row);
    }
    await sender.flush();
  } finally {
    await way.end();
  }
  const { published, acknowledged, refusal } = sender;
  const [platform, problems] =
    sender instanceof HttpSender ? [sender.counts, sender.problems] : [undefined, []];
  const seconds = (Date.now() - started) / 1000;
  return { rows, bad, badCount, published, acknowledged, platform, problems, refusal, seconds };
};
