import { Injectable } from '@nestjs/common';
import { MeterDirectory } from '../ingest/directory.js';
import { IngestEvents } from '../ingest/events.js';
import { IngestPipeline } from '../ingest/pipeline.js';
import { ReadingStore } from '../ingest/reading.store.js';

/** Keeps what meters say on their status topic (`online`, or `offline` by last will). */
@Injectable()
export class StatusKeeper {
  constructor(
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly events: IngestEvents,
    private readonly pipeline: IngestPipeline,
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
    await this.pipeline.flush();
    await this.store.setStatus(known.id, text, new Date());
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
    await this.store.keepRejected([{ site, meter, topic, reason, detail, accepted: 0, payload, receivedAt }]);
    this.events.rejected(reason);
  }
}
