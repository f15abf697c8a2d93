import { Injectable } from '@nestjs/common';
import { MeterDirectory } from '../ingest/directory.js';
import { IngestEvents } from '../ingest/events.js';
import { IngestPipeline } from '../ingest/pipeline.js';
import { ReadingStore } from '../ingest/reading.store.js';
import { RejectedWriter } from '../ingest/rejected-writer.js';

/** Keeps what meters say on their status topic (`online`, or `offline` by last will). */
@Injectable()
export class StatusKeeper {
  /** Of each meter the status that is being written: one at a time, so that a flood waits for itself only. */
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly events: IngestEvents,
    private readonly pipeline: IngestPipeline,
    private readonly rejected: RejectedWriter,
  ) {}

  /**
   * Takes a message of the status topic; one that is no status is kept as rejected.
   * @returns whether it may stay retained: an empty one takes the retained status back and says nothing itself.
   */
  async set(site: string, meter: string, message: { topic: string; payload: Uint8Array }): Promise<boolean> {
    if (message.payload.byteLength === 0) return true;
    const text = Buffer.from(message.payload).toString('utf8', 0, 16);
    if (text !== 'online' && text !== 'offline') {
      await this.reject(site, meter, message, text);
      return false;
    }
    if (this.directory.meter(site, meter) === undefined) await this.directory.refresh();
    const known = this.directory.meter(site, meter);
    if (known === undefined) return false;
    // What the meter sent before its will is older than the will.
    await this.pipeline.flush(`${site}/${meter}`);
    await this.inTurn(`${site}/${meter}`, async () => this.store.setStatus(known.id, text, new Date()));
    this.events.committed({ messages: 1, readings: 0, stored: 0 });
    return true;
  }

  private async reject(
    site: string,
    meter: string,
    { topic, payload }: { topic: string; payload: Uint8Array },
    text: string,
  ): Promise<void> {
    const reason = 'bad-value';
    const detail = `The status is ${JSON.stringify(text)}; it must be online or offline, as plain text`;
    const receivedAt = new Date();
    const rejection = { site, meter, topic, reason, detail, accepted: 0, payload, receivedAt };
    const known = this.directory.meter(site, meter) !== undefined;
    await this.rejected.keep(known ? `${site}/${meter}` : '', rejection);
  }

  private async inTurn(meter: string, write: () => Promise<void>): Promise<void> {
    const before = this.writing.get(meter) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(write);
    this.writing.set(meter, mine);
    try {
      await mine;
    } finally {
      if (this.writing.get(meter) === mine) this.writing.delete(meter);
    }
  }
}
