import { Injectable, Logger } from '@nestjs/common';
import { MeterDirectory } from '../ingest/directory.js';
import { IngestEvents } from '../ingest/events.js';
import { ReadingStore } from '../ingest/reading.store.js';

/** Keeps what meters say on their status topic (`online`, or `offline` by last will). */
@Injectable()
export class StatusKeeper {
  private readonly logger = new Logger('MQTT');

  constructor(
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly events: IngestEvents,
  ) {}

  async set(site: string, meter: string, text: string): Promise<void> {
    if (text !== 'online' && text !== 'offline') {
      this.logger.warn(`Status of ${site}/${meter} is ${JSON.stringify(text)}; it must be online or offline`);
      return;
    }
    if (this.directory.meter(site, meter) === undefined) await this.directory.refresh();
    const known = this.directory.meter(site, meter);
    if (known === undefined) return;
    await this.store.setStatus(known.id, text, new Date());
    this.events.committed({ messages: 1, readings: 0, stored: 0 });
  }
}
