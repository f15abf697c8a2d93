import { Injectable, Logger } from '@nestjs/common';
import { ClockWatch } from './clock-watch.js';
import { decodeReadings, type Flaw } from './decode.js';
import { MeterDirectory, type KnownMeter } from './directory.js';
import { IngestEvents } from './events.js';
import { FairQueue } from './fair-queue.js';
import { ReadingStore } from './reading.store.js';
import { RejectedWriter, type Rejection } from './rejected-writer.js';
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
  /** Further flaws, not listed. */
  readonly unlisted: number;
}

const MAX_BATCH_MESSAGES = 2000;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** Whose turn a message takes: the login's, or on an outside broker that of the meter in the topic. */
const senderOf = ({ login, topic }: IncomingMessage): string =>
  login ?? topic.split('/', 4).slice(2).join('/');

const append = (into: ReadingColumns, from: ReadingColumns): void => {
  for (const [index, registerId] of from.registerIds.entries()) {
    into.registerIds.push(registerId);
    into.atMs.push(from.atMs[index] ?? 0);
    into.values.push(from.values[index] ?? 0);
    into.consumes.push(from.consumes[index] ?? false);
  }
};

const summarise = ({ flaws, unlisted }: Judged): string => {
  const shown = flaws.slice(0, 5).map((flaw) => flaw.detail);
  const hidden = flaws.length - shown.length + unlisted;
  const more = hidden > 0 ? [`and ${String(hidden)} more`] : [];
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
  private readonly queue = new FairQueue<Waiting>();
  private running: Promise<void> | undefined;
  /** Of each sender the message that was accepted last, while it waits. */
  private readonly newest = new Map<string, Promise<void>>();
  private closed = false;

  constructor(
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly rejected: RejectedWriter,
    private readonly events: IngestEvents,
    private readonly clocks: ClockWatch,
    private readonly retentionYears: number,
  ) {}

  /** @throws when the store refused the batch: then nothing was confirmed and the sender must send again. */
  async accept(message: IncomingMessage): Promise<void> {
    // Unanswered, so unconfirmed: its sender keeps it and sends it to the next start.
    if (this.closed) return new Promise(() => undefined);
    const sender = senderOf(message);
    const committed = new Promise<void>((resolve, reject) => {
      this.queue.push(sender, { message, resolve, reject }, message.payload.byteLength);
      this.running ??= this.drain();
    });
    this.newest.set(sender, committed);
    try {
      await committed;
    } finally {
      if (this.newest.get(sender) === committed) this.newest.delete(sender);
    }
  }

  /**
   * Reads messages in again that had been rejected: stores what is good now and keeps nothing as rejected anew.
   * @returns of each what is wrong with it now (undefined: nothing) and how many good readings it has, and how many
   * readings are new in all
   */
  async readAgain(messages: readonly IncomingMessage[]): Promise<{
    readonly outcomes: readonly { readonly flaw: Flaw | undefined; readonly readings: number }[];
    readonly stored: number;
  }> {
    const receivedAt = new Date();
    await this.directory.refresh();
    const judged = messages.map((message) => this.judge(message, receivedAt));
    // Its good readings came with it the first time: only what is new is counted.
    const stored = await this.storeAll(judged, receivedAt, false);
    const outcomes = judged.map((verdict) => ({
      flaw:
        verdict.flaws[0] === undefined
          ? undefined
          : { reason: verdict.flaws[0].reason, detail: summarise(verdict) },
      readings: verdict.columns.registerIds.length,
    }));
    return { outcomes, stored };
  }

  /** Keeps what a front door could not even take, as a rejected message. @throws when the store refused */
  async refuse(
    login: string,
    rejection: Omit<Rejection, 'site' | 'meter' | 'receivedAt' | 'accepted'>,
  ): Promise<void> {
    if (this.closed) return new Promise(() => undefined);
    const [site = null, meter = null] = login.split('/');
    await this.rejected.keep(login, { ...rejection, site, meter, accepted: 0, receivedAt: new Date() });
  }

  /**
   * Resolves when every message of the sender accepted before this call is committed or refused.
   * @param sender `{site}/{meter}`
   */
  async flush(sender: string): Promise<void> {
    await this.newest.get(sender)?.catch(() => undefined);
  }

  /** Takes nothing more, for meters never pause; resolves when what was taken before is committed. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await this.rejected.idle();
  }

  /** Messages that wait for their commit. */
  waiting(): number {
    return this.queue.size + this.rejected.waiting();
  }

  private async drain(): Promise<void> {
    // Lets the messages of one network read gather before the first commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.size > 0) {
      const batch = this.queue.take(MAX_BATCH_MESSAGES, MAX_BATCH_BYTES);
      try {
        await this.commit(batch);
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

  private async commit(batch: readonly Waiting[]): Promise<void> {
    const receivedAt = new Date();
    if (!this.directory.isFresh()) await this.directory.refresh();
    let judged = batch.map(({ message }) => this.judge(message, receivedAt));
    if (judged.some((verdict) => verdict.flaws.some((flaw) => flaw.reason.startsWith('unknown')))) {
      // Perhaps configured a moment ago.
      await this.directory.refresh();
      judged = batch.map(({ message }) => this.judge(message, receivedAt));
    }
    const stored = await this.storeAll(judged, receivedAt);
    const readings = judged.reduce((count, { columns }) => count + columns.registerIds.length, 0);
    this.events.committed({ messages: batch.length, readings, stored });
    for (const verdict of judged) this.watchClock(verdict, receivedAt);
    for (const [index, waiting] of batch.entries()) this.confirm(waiting, judged[index], receivedAt);
  }

  private watchClock({ site, meter, columns, flaws }: Judged, receivedAt: Date): void {
    if (site === null || meter === null || this.directory.meter(site, meter) === undefined) return;
    const ahead = flaws.some((flaw) => flaw.reason === 'ahead-of-clock');
    if (ahead || columns.registerIds.length > 0)
      this.clocks.note(`${site}/${meter}`, ahead, receivedAt.getTime());
  }

  private async storeAll(judged: readonly Judged[], receivedAt: Date, countRepeats = true): Promise<number> {
    const columns = noReadings();
    for (const verdict of judged) append(columns, verdict.columns);
    return columns.registerIds.length === 0 ? 0 : this.store.store(columns, receivedAt, countRepeats);
  }

  /** A good message at once; one with a flaw when it is kept, for which the next batch does not wait. */
  private confirm(
    { message, resolve, reject }: Waiting,
    verdict: Judged | undefined,
    receivedAt: Date,
  ): void {
    const first = verdict?.flaws[0];
    if (verdict === undefined || first === undefined) {
      resolve();
      return;
    }
    const { site, meter, columns } = verdict;
    const rejection = {
      site,
      meter,
      topic: message.topic,
      reason: first.reason,
      detail: summarise(verdict),
      accepted: columns.registerIds.length,
      payload: message.payload,
      receivedAt,
      flaws: verdict.flaws.length + verdict.unlisted,
    };
    this.rejected.keep(this.quotaOf(message, site, meter), rejection).then(resolve, reject);
  }

  /** Who has no login is known by meter and site; what nobody has created shares one quota per site, or one in all. */
  private quotaOf({ login }: IncomingMessage, site: string | null, meter: string | null): string {
    if (login !== undefined) return login;
    if (site === null || !this.directory.knowsSite(site)) return '';
    return meter !== null && this.directory.meter(site, meter) !== undefined ? `${site}/${meter}` : site;
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
      unlisted: 0,
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
