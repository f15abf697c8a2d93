import { connectPublisher, InFlight, type Login } from '../mqtt/publisher.js';
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
}

export interface ReplayResult {
  readonly rows: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  readonly published: number;
  readonly acknowledged: number;
  readonly seconds: number;
}

export type ReplayProgress = (done: { readonly rows: number; readonly acknowledged: number }) => void;

const SHOWN_BAD_ROWS = 10;

const isBad = (row: FileReading | BadRow): row is BadRow => 'reason' in row;

/** Waits until a reading's time has come at the asked speed. */
const pacer = (speed: number | undefined): ((ts: number) => Promise<void>) => {
  let first: number | undefined;
  const started = Date.now();
  return async (ts) => {
    if (speed === undefined) return;
    first ??= ts;
    const dueMs = started + (ts - first) / speed - Date.now();
    if (dueMs > 5) await new Promise((resolve) => setTimeout(resolve, dueMs));
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
 */
export const replay = async (options: ReplayOptions, onProgress: ReplayProgress): Promise<ReplayResult> => {
  const started = Date.now();
  const client = await connectPublisher(options);
  const topic = `zerofab/v1/${options.site}/${options.meter}/readings`;
  const flight = new InFlight(options.inFlight);
  const pace = pacer(options.speed);
  const count = { rows: 0, bad: 0, published: 0, acknowledged: 0 };
  const bad: BadRow[] = [];
  let batch: FileReading[] = [];
  const send = async (): Promise<void> => {
    const readings = batch;
    batch = [];
    if (readings.length === 0) return;
    const payload = JSON.stringify(readings.length === 1 ? readings[0] : readings);
    await flight.run(async () => {
      count.published += readings.length;
      await client.publishAsync(topic, payload, { qos: 1 });
      count.acknowledged += readings.length;
      onProgress(count);
    });
  };
  try {
    for await (const row of inOrder(options)) {
      if (options.limit !== undefined && count.rows >= options.limit) break;
      count.rows += 1;
      if (isBad(row)) {
        count.bad += 1;
        if (bad.length < SHOWN_BAD_ROWS) bad.push(row);
        continue;
      }
      await pace(row.ts);
      batch.push(row);
      if (batch.length >= options.batch) await send();
    }
    await send();
    await flight.idle();
  } finally {
    await client.endAsync();
  }
  const { rows, bad: badCount, published, acknowledged } = count;
  return { rows, bad, badCount, published, acknowledged, seconds: (Date.now() - started) / 1000 };
};
