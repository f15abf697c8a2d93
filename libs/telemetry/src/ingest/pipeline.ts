import { Injectable, Logger } from '@nestjs/common';
import { decodeReadings, type Flaw } from './decode.js';
import { MeterDirectory, type KnownMeter } from './directory.js';
import { IngestEvents } from './events.js';
import { ReadingStore, type RejectedInput } from './reading.store.js';
import { noReadings, resolveReadings, type ReadingColumns } from './resolve.js';
import { parseTopic, type MeterTopic } from './topic.js';

export interface IncomingMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** `{site}/{meter}` of the login where the broker tells it; undefined on an outside broker, which checks rights itself. */
  readonly login: string | undefined;
}

interface Waiting {
  readonly message: IncomingMessage;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Judged {
  readonly site: string | null;
  readonly meter: string | null;
  readonly columns: ReadingColumns;
  readonly flaws: readonly Flaw[];
}

const MAX_BATCH_MESSAGES = 2000;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

const append = (into: ReadingColumns, from: ReadingColumns): void => {
  for (const [index, registerId] of from.registerIds.entries()) {
    into.registerIds.push(registerId);
    into.atMs.push(from.atMs[index] ?? 0);
    into.values.push(from.values[index] ?? 0);
    into.consumes.push(from.consumes[index] ?? false);
  }
};

const summarise = (flaws: readonly Flaw[]): string => {
  const shown = flaws.slice(0, 5).map((flaw) => flaw.detail);
  const more = flaws.length > shown.length ? [`and ${String(flaws.length - shown.length)} more`] : [];
  return [...shown, ...more].join('; ').slice(0, 2000);
};

/**
 * Decode → check → de-duplicate → commit → confirm. `accept` resolves when the message is committed, as readings or
 * as a rejected message; the front doors confirm to the meter only then. Messages of all meters share commits: while
 * one batch is written the next one gathers, so the batch grows with the load and a lone message waits for nothing.
 */
@Injectable()
export class IngestPipeline {
  private readonly logger = new Logger('Ingest');
  private queue: Waiting[] = [];
  private running: Promise<void> | undefined;
  private newest: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly events: IngestEvents,
    private readonly retentionYears: number,
  ) {}

  /** @throws when the store refused the batch: then nothing was confirmed and the sender must send again. */
  async accept(message: IncomingMessage): Promise<void> {
    // Unanswered, so unconfirmed: its sender keeps it and sends it to the next start.
    if (this.closed) return new Promise(() => undefined);
    this.newest = new Promise((resolve, reject) => {
      this.queue.push({ message, resolve, reject });
      this.running ??= this.drain();
    });
    return this.newest;
  }

  /** Resolves when every message accepted before this call is committed or refused: batches keep their order. */
  async flush(): Promise<void> {
    await this.newest.catch(() => undefined);
  }

  /** Takes nothing more, for meters never pause; resolves when what was taken before is committed. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async drain(): Promise<void> {
    // Lets the messages of one network read gather before the first commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.length > 0) {
      const batch = this.takeBatch();
      try {
        await this.commit(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.events.failed(error);
        this.logger.error(
          `${String(batch.length)} messages could not be stored and stay unconfirmed: ${error instanceof Error ? error.message : String(error)}`,
        );
        for (const { reject } of batch) reject(error);
      }
    }
    this.running = undefined;
  }

  private takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { message } of this.queue) {
      bytes += message.payload.byteLength;
      if (count > 0 && (count >= MAX_BATCH_MESSAGES || bytes > MAX_BATCH_BYTES)) break;
      count += 1;
    }
    const batch = this.queue.slice(0, count);
    this.queue = this.queue.slice(count);
    return batch;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    const receivedAt = new Date();
    if (!this.directory.isFresh()) await this.directory.refresh();
    let judged = batch.map(({ message }) => this.judge(message, receivedAt));
    if (judged.some((verdict) => verdict.flaws.some((flaw) => flaw.reason.startsWith('unknown')))) {
      // Perhaps configured a moment ago.
      await this.directory.refresh();
      judged = batch.map(({ message }) => this.judge(message, receivedAt));
    }
    const columns = noReadings();
    for (const verdict of judged) append(columns, verdict.columns);
    const stored = columns.registerIds.length === 0 ? 0 : await this.store.store(columns, receivedAt);
    await this.keepRejected(batch, judged, receivedAt);
    this.events.committed({ messages: batch.length, readings: columns.registerIds.length, stored });
  }

  private async keepRejected(
    batch: readonly Waiting[],
    judged: readonly Judged[],
    receivedAt: Date,
  ): Promise<void> {
    const rejected = batch.flatMap(({ message: { topic, payload } }, index): RejectedInput[] => {
      const { site = null, meter = null, columns, flaws = [] } = judged[index] ?? {};
      const [first] = flaws;
      if (first === undefined) return [];
      const accepted = columns?.registerIds.length ?? 0;
      const { reason } = first;
      return [{ site, meter, topic, reason, detail: summarise(flaws), accepted, payload, receivedAt }];
    });
    await this.store.keepRejected(rejected);
    for (const { reason } of rejected) this.events.rejected(reason);
  }

  private judge(message: IncomingMessage, receivedAt: Date): Judged {
    const [loginSite = null, loginMeter = null] = message.login?.split('/') ?? [];
    const topic = parseTopic(message.topic);
    const site = loginSite ?? topic?.site ?? null;
    const refuse = (flaw: Flaw): Judged => ({
      site,
      meter: loginMeter ?? topic?.meter ?? null,
      columns: noReadings(),
      flaws: [flaw],
    });
    if (topic === undefined) return refuse(UNKNOWN_TOPIC);
    const meter = this.directory.meter(topic.site, topic.meter);
    const refusal = this.refusalOf(topic, meter, message.login);
    if (refusal !== undefined || meter === undefined) return refuse(refusal ?? unknownMeter(topic));
    if (topic.channel !== 'readings') return refuse(UNKNOWN_TOPIC);
    const decoded = decodeReadings(message.payload, {
      nowMs: receivedAt.getTime(),
      retentionYears: this.retentionYears,
    });
    return { site: topic.site, meter: topic.meter, ...resolveReadings(decoded, meter) };
  }

  private refusalOf(
    topic: MeterTopic,
    meter: KnownMeter | undefined,
    login: string | undefined,
  ): Flaw | undefined {
    const ownSite = login === undefined || login.startsWith(`${topic.site}/`);
    if (meter === undefined && ownSite) {
      if (!this.directory.knowsSite(topic.site)) {
        return {
          reason: 'unknown-site',
          detail: `There is no site "${topic.site}"; create it, then its meter`,
        };
      }
      return unknownMeter(topic);
    }
    if (login !== undefined && login !== `${topic.site}/${topic.meter}`) {
      return {
        reason: 'topic-not-allowed',
        detail: `The login "${login}" may publish below its own topic zerofab/v1/${login}/ only`,
      };
    }
    return undefined;
  }
}

const UNKNOWN_TOPIC: Flaw = {
  reason: 'unknown-topic',
  detail: 'Readings go to zerofab/v1/{site}/{meter}/readings, status to …/status',
};

const unknownMeter = (topic: MeterTopic): Flaw => ({
  reason: 'unknown-meter',
  detail: `Site "${topic.site}" has no meter "${topic.meter}"; create it: PUT /api/v1/sites/${topic.site}/meters/${topic.meter}`,
});
