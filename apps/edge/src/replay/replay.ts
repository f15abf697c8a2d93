import { setTimeout as sleep } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import { InFlight } from '../mqtt/in-flight.js';
import { connectPublisher, type Login, type PublisherOptions } from '../mqtt/publisher.js';
import { Sender } from './sender.js';
import type { BadRow, FileReading, RowRules } from '@zerofab/meter-history';
import { readRows, shuffled } from './rows.js';

export interface ReplayOptions {
  readonly file: string;
  readonly url: string;
  readonly site: string;
  readonly meter: string;
  readonly login: Login;
  readonly protocolVersion: 4 | 5;
  readonly rules: RowRules;
  /** Readings a message. */
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
}

export interface ReplayResult {
  readonly rows: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  readonly published: number;
  readonly acknowledged: number;
  /** Why the broker refused a message (MQTT 5 tells) or withdrew the login, the first time. */
  readonly refusal: string | undefined;
  readonly seconds: number;
}

export type ReplayProgress = (done: { readonly rows: number; readonly acknowledged: number }) => void;

const SHOWN_BAD_ROWS = 10;

const isBad = (row: FileReading | BadRow): row is BadRow => 'reason' in row;

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

async function* inOrder(options: ReplayOptions): AsyncGenerator<FileReading | BadRow> {
  const rows = readRows(options.file, options.rules);
  if (options.shuffleSeed === undefined) {
    yield* rows;
    return;
  }
  const all: (FileReading | BadRow)[] = [];
  for await (const row of rows) all.push(row);
  yield* shuffled(all, options.shuffleSeed);
}

/**
 * Publishes a CSV of meter history, QoS 1. A broken connection is opened again and what was not acknowledged sent again.
 * @throws ConnectionError when the broker cannot be reached or refuses the login
 * @throws Error when the file cannot be read, lacks a column, or a rule cannot be used
 */
export const replay = async (options: ReplayOptions, onProgress: ReplayProgress): Promise<ReplayResult> => {
  const started = Date.now();
  const flight = new InFlight(options.inFlight);
  let refusal: string | undefined;
  const refused = new AbortController();
  const signal = AbortSignal.any([refused.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  signal.addEventListener('abort', () => {
    flight.stop();
  });
  const onRefused = (reason: string): void => {
    refusal ??= reason;
    refused.abort();
  };
  const clients = await connectAll({ ...options, onRefused }, options.connections);
  const topic = `zerofab/v1/${options.site}/${options.meter}/readings`;
  const bad: BadRow[] = [];
  let [rows, badCount] = [0, 0];
  const sender = new Sender(clients, topic, options.batch, flight, () => {
    onProgress({ rows, acknowledged: sender.acknowledged });
  });
  const pace = pacer(options.speed, signal);
  try {
    for await (const row of inOrder(options)) {
      if (signal.aborted || rows === options.limit) break;
      rows += 1;
      if (isBad(row)) {
        badCount += 1;
        if (bad.length < SHOWN_BAD_ROWS) bad.push(row);
        continue;
      }
      await pace(row.ts);
      await sender.add(row);
    }
    await sender.flush();
    await flight.idle();
  } finally {
    // Ended early, nobody waits for what the broker has not acknowledged.
    await Promise.all(clients.map(async (client) => client.endAsync(signal.aborted)));
  }
  const { published, acknowledged } = sender;
  refusal ??= sender.refusal;
  return { rows, bad, badCount, published, acknowledged, refusal, seconds: (Date.now() - started) / 1000 };
};
