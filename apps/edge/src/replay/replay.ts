import { setTimeout as sleep } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import { connectPublisher, InFlight, type Login } from '../mqtt/publisher.js';
import { toMessages, type Message } from './message.js';
import { readRows, shuffled, type BadRow, type FileReading, type RowRules } from './rows.js';

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
  /** Why the broker refused a message (MQTT 5 tells), the first time. */
  readonly refusal: string | undefined;
  readonly seconds: number;
}

export type ReplayProgress = (done: { readonly rows: number; readonly acknowledged: number }) => void;

const SHOWN_BAD_ROWS = 10;

const isBad = (row: FileReading | BadRow): row is BadRow => 'reason' in row;

/** Waits until a reading's time has come at the asked speed. */
const pacer = ({ speed, signal }: ReplayOptions): ((ts: number) => Promise<void>) => {
  let first: number | undefined;
  const started = Date.now();
  return async (ts) => {
    if (speed === undefined) return;
    first ??= ts;
    const dueMs = started + (ts - first) / speed - Date.now();
    // Rejects only when the replay was ended.
    if (dueMs > 5)
      await sleep(dueMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
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

/** Sends batches and counts them. */
class Sender {
  published = 0;
  acknowledged = 0;
  refusal: string | undefined;
  private batch: FileReading[] = [];

  constructor(
    private readonly client: MqttClient,
    private readonly topic: string,
    private readonly size: number,
    private readonly flight: InFlight,
    private readonly onAcknowledged: () => void,
  ) {}

  async add(reading: FileReading): Promise<void> {
    this.batch.push(reading);
    if (this.batch.length >= this.size) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    if (batch.length === 0) return;
    for (const message of toMessages(batch)) await this.flight.run(async () => this.publish(message));
  }

  private async publish({ payload, readings }: Message): Promise<void> {
    this.published += readings;
    try {
      await this.client.publishAsync(this.topic, payload, { qos: 1 });
      this.acknowledged += readings;
      this.onAcknowledged();
    } catch (error) {
      this.refusal ??= error instanceof Error ? error.message : String(error);
    }
  }
}

/**
 * Publishes a CSV of meter history, QoS 1. A broken connection is opened again and what was not acknowledged sent again.
 * @throws ConnectionError when the broker cannot be reached or refuses the login
 * @throws Error when the file cannot be read, lacks a column, or a rule cannot be used
 */
export const replay = async (options: ReplayOptions, onProgress: ReplayProgress): Promise<ReplayResult> => {
  const started = Date.now();
  const { signal } = options;
  const client = await connectPublisher(options);
  const flight = new InFlight(options.inFlight);
  signal?.addEventListener('abort', () => {
    flight.stop();
  });
  const topic = `zerofab/v1/${options.site}/${options.meter}/readings`;
  const bad: BadRow[] = [];
  let [rows, badCount] = [0, 0];
  const sender = new Sender(client, topic, options.batch, flight, () => {
    onProgress({ rows, acknowledged: sender.acknowledged });
  });
  const pace = pacer(options);
  try {
    for await (const row of inOrder(options)) {
      if (signal?.aborted === true || rows === options.limit) break;
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
    await client.endAsync(signal?.aborted === true);
  }
  const { published, acknowledged, refusal } = sender;
  return { rows, bad, badCount, published, acknowledged, refusal, seconds: (Date.now() - started) / 1000 };
};
