import { Injectable } from '@nestjs/common';
import type { ReadAgain, ReadAgainResult } from '@zerofab/contracts';
import { IngestPipeline } from '../ingest/pipeline.js';
import { RejectedStore } from './rejected.store.js';

const MAX_MESSAGES = 1000;
/** A page of messages in memory: each may have 256 KiB. */
const PAGE_MESSAGES = 50;

/**
 * Reads rejected messages in again: after a meter or a register was created that had been unknown, or after a clock
 * was set right. What is good now is stored; a message without a flaw is resolved, and stays in the list.
 */
@Injectable()
export class RejectedReader {
  constructor(
    private readonly rejected: RejectedStore,
    private readonly pipeline: IngestPipeline,
  ) {}

  /**
   * Reads all messages of a reason in again, over all sites: what the platform does by itself once its clock was set right.
   * @returns readings that are stored now
   */
  async readAllAgain(reason: string): Promise<number> {
    let stored = 0;
    for (const site of await this.rejected.sitesWithUnresolved(reason)) {
      for (;;) {
        const result = await this.readAgain(site, { reason });
        stored += result.stored;
        if (result.resolved === 0 || result.left === 0) break;
      }
    }
    return stored;
  }

  async readAgain(site: string, asked: ReadAgain): Promise<ReadAgainResult> {
    let [read, resolved, stored, afterId] = [0, 0, 0, '0'];
    const messages: ReadAgainResult['messages'] = [];
    while (read < MAX_MESSAGES) {
      const page = await this.rejected.unresolved(site, asked, { afterId, limit: PAGE_MESSAGES });
      if (page.length === 0) break;
      // Whose message it was decides, as on the day it came: nobody's message is read into another meter.
      const outcome = await this.pipeline.readAgain(
        page.map(({ topic, payload, meter }) => ({ topic, payload, login: `${site}/${meter ?? ''}` })),
      );
      for (const [index, { id }] of page.entries()) {
        const { flaw, readings = 0 } = outcome.outcomes[index] ?? {};
        messages.push({
          id,
          resolved: flaw === undefined,
          readings,
          reason: flaw?.reason ?? null,
          detail: flaw?.detail ?? null,
        });
      }
      const clean = page
        .filter((_, index) => outcome.outcomes[index]?.flaw === undefined)
        .map(({ id }) => id);
      await this.rejected.resolve(clean);
      read += page.length;
      resolved += clean.length;
      stored += outcome.stored;
      afterId = page.at(-1)?.id ?? afterId;
    }
    return { read, resolved, stored, left: await this.rejected.countUnresolved(site, asked), messages };
  }
}
