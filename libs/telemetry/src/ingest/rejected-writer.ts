import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MAX_PAYLOAD_BYTES } from './decode.js';
import { IngestEvents } from './events.js';
import { FairQueue } from './fair-queue.js';
import { QuotaBook } from './quota.js';
import { ReadingStore, type RejectedInput } from './reading.store.js';

/** What is kept of a payload over 256 KiB, with its hash and its size. */
const KEPT_PREFIX_BYTES = 4096;
/** Kept whole per meter and day; beyond it messages are only counted. */
const QUOTA = { messages: 2000, bytes: 16 * 1024 * 1024 };
/** One statement: the embedded store serves nobody else meanwhile. */
const MAX_BATCH_MESSAGES = 1000;
const MAX_BATCH_BYTES = 1024 * 1024;

/** A message that could not be used. */
export interface Rejection {
  readonly site: string | null;
  readonly meter: string | null;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly accepted: number;
  /** The payload, or the begin of it that was seen. */
  readonly payload: Uint8Array;
  readonly receivedAt: Date;
  /** Parts of it that could not be used; default: the message as a whole. */
  readonly flaws?: number;
  /** Size and hash of the whole, where `payload` is not the whole. */
  readonly whole?: { readonly bytes: number; readonly sha256: string };
}

interface Waiting {
  readonly input: RejectedInput;
  readonly kept: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const inputOf = ({ whole, payload, flaws = 1, ...more }: Rejection): RejectedInput => {
  const rest = { ...more, flaws };
  if (whole !== undefined) return { ...rest, payload: payload.subarray(0, KEPT_PREFIX_BYTES), ...whole };
  const bytes = payload.byteLength;
  if (bytes <= MAX_PAYLOAD_BYTES) return { ...rest, payload, bytes, sha256: null };
  return { ...rest, payload: payload.subarray(0, KEPT_PREFIX_BYTES), bytes, sha256: sha256(payload) };
};

/**
 * Keeps messages that could not be used, in batches of its own beside the good ones, meters in turn. A meter has a
 * quota per day; what goes beyond it is counted by reason and hour, and the count is shown.
 */
@Injectable()
export class RejectedWriter {
  private readonly queue = new FairQueue<Waiting>();
  private readonly quotas = new QuotaBook(QUOTA);
  private running: Promise<void> | undefined;

  constructor(
    private readonly store: ReadingStore,
    private readonly events: IngestEvents,
  ) {}

  /**
   * Resolves when the message is kept, or counted.
   * @param sender whose quota it takes
   * @throws when the store refused
   */
  async keep(sender: string, rejection: Rejection): Promise<void> {
    const input = inputOf(rejection);
    const kept = this.quotas.take(sender, input.payload.byteLength, rejection.receivedAt.getTime());
    if (!kept) this.events.bounded('rejected-quota');
    return new Promise((resolve, reject) => {
      this.queue.push(sender, { input, kept, resolve, reject }, kept ? input.payload.byteLength : 0);
      this.running ??= this.drain();
    });
  }

  /** Resolves when all that was given before is written or refused. */
  async idle(): Promise<void> {
    await this.running;
  }

  waiting(): number {
    return this.queue.size;
  }

  private async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.size > 0) {
      const batch = this.queue.take(MAX_BATCH_MESSAGES, MAX_BATCH_BYTES);
      try {
        await this.store.keepRejected(batch.filter(({ kept }) => kept).map(({ input }) => input));
        await this.store.countRejected(batch.filter(({ kept }) => !kept).map(({ input }) => input));
        await this.store.countFlaws(batch.map(({ input }) => input));
        for (const { input, resolve } of batch) {
          this.events.rejected(input.reason);
          resolve();
        }
      } catch (error) {
        this.events.failed(error);
        for (const { reject } of batch) reject(error);
      }
    }
    this.running = undefined;
  }
}
