import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PushedReading, PushResult } from '@zerofab/contracts';
import { DataSource } from 'typeorm';
import { decodeReadings, type Flaw } from './decode.js';
import { MeterDirectory } from './directory.js';
import { IngestEvents } from './events.js';
import { PushRequests } from './push-requests.js';
import { ReadingStore } from './reading.store.js';
import { RejectedWriter } from './rejected-writer.js';
import { noReadings, resolveReadings, type ReadingColumns } from './resolve.js';

/** Who pushes: a name that the key of a request is told apart by, and the one meter it may speak for. */
export interface PushSender {
  readonly name: string;
  readonly meter: string | undefined;
}

type Outcome = PushResult['items'][number];

/** What stands in the store now at each of the times that were given, and whether it came with this request. */
const FATES = `
  SELECT n::int - 1 AS place, r.value = i.value AS same,
         floor(extract(epoch FROM r.received_at) * 1000)::float8 AS received_ms
  FROM unnest($1::int[], $2::float8[], $3::float8[]) WITH ORDINALITY AS i (register_id, ms, value, n)
  JOIN reading r ON r.register_id = i.register_id AND r.ts = to_timestamp(i.ms / 1000.0)`;

const append = (into: ReadingColumns, from: ReadingColumns): void => {
  into.registerIds.push(...from.registerIds);
  into.atMs.push(...from.atMs);
  into.values.push(...from.values);
  into.consumes.push(...from.consumes);
};

/**
 * Readings pushed over HTTP, by the rules of a meter's message: the same checks, the same statement, what cannot be used
 * is kept as rejected. The difference is that the sender is told what became of each.
 */
@Injectable()
export class PushEntry {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly rejected: RejectedWriter,
    private readonly events: IngestEvents,
    private readonly requests: PushRequests,
    private readonly retentionYears: number,
  ) {}

  /**
   * Stores what can be used, and returns after the commit. A request with the key of an earlier one is answered as that.
   * @throws RefusedError idempotency-key-reused for the key of another request
   */
  async enter(
    site: string,
    readings: readonly PushedReading[],
    sender: PushSender,
    key: string | undefined,
  ): Promise<PushResult> {
    const hash = createHash('sha256').update(JSON.stringify(readings)).digest('hex');
    const earlier = key === undefined ? undefined : await this.requests.earlier(site, sender.name, key, hash);
    if (earlier !== undefined) return earlier;
    const answer = await this.work(site, readings, sender);
    if (key !== undefined) await this.requests.remember(site, sender.name, key, hash, answer);
    return answer;
  }

  private async work(
    site: string,
    readings: readonly PushedReading[],
    sender: PushSender,
  ): Promise<PushResult> {
    await this.directory.refresh();
    const receivedAt = new Date();
    const columns = noReadings();
    const good: { readonly item: number; readonly meter: string }[] = [];
    const items: Outcome[] = [];
    for (const [item, reading] of readings.entries()) {
      const judged = this.judge(site, reading, sender, receivedAt.getTime());
      append(columns, judged.columns);
      for (const _ of judged.columns.atMs) good.push({ item, meter: reading.meter });
      const [first] = judged.flaws;
      if (first === undefined) continue;
      await this.keep(site, reading, judged, receivedAt);
      for (const flaw of judged.flaws)
        items.push({ index: item, meter: reading.meter, result: 'rejected', ...flaw });
    }
    const stored = good.length === 0 ? 0 : await this.store.store(columns, receivedAt);
    const fates = await this.fates(columns, receivedAt);
    for (const [place, { item, meter }] of good.entries())
      items.push({ index: item, meter, result: fates[place] ?? 'stored', reason: null, detail: null });
    this.events.committed({ messages: 1, readings: good.length, stored });
    const count = (result: Outcome['result']): number => items.filter((one) => one.result === result).length;
    return {
      received: items.length,
      stored: count('stored'),
      repeated: count('repeated'),
      conflict: count('conflict'),
      rejected: count('rejected'),
      items: items.toSorted((a, b) => a.index - b.index),
    };
  }

  private judge(
    site: string,
    { meter, ...reading }: PushedReading,
    sender: PushSender,
    nowMs: number,
  ): { readonly columns: ReadingColumns; readonly flaws: readonly Flaw[] } {
    const refuse = (flaw: Flaw) => ({ columns: noReadings(), flaws: [flaw] });
    if (sender.meter !== undefined && sender.meter !== meter)
      return refuse({
        reason: 'topic-not-allowed',
        detail: `The login "${sender.name}" may send readings of its own meter only`,
      });
    const known = this.directory.meter(site, meter);
    if (known === undefined)
      return refuse({
        reason: 'unknown-meter',
        detail: `Site "${site}" has no meter "${meter}"; create it first`,
      });
    const payload = Buffer.from(JSON.stringify(reading));
    return resolveReadings(decodeReadings(payload, { nowMs, retentionYears: this.retentionYears }), known);
  }

  /** Under the topic of the meter, so that it can be read in again. */
  private async keep(
    site: string,
    { meter, ...reading }: PushedReading,
    { columns, flaws }: { readonly columns: ReadingColumns; readonly flaws: readonly Flaw[] },
    receivedAt: Date,
  ): Promise<void> {
    await this.rejected.keep(`${site}/${meter}`, {
      site,
      meter,
      topic: `zerofab/v1/${site}/${meter}/readings`,
      reason: flaws[0]?.reason ?? 'bad-shape',
      detail: flaws
        .map(({ detail }) => detail)
        .join('; ')
        .slice(0, 2000),
      accepted: columns.registerIds.length,
      payload: Buffer.from(JSON.stringify(reading)),
      receivedAt,
      flaws: flaws.length,
    });
  }

  /** Of each reading given; of two for one time in one request the first is the one that is stored. */
  private async fates(columns: ReadingColumns, receivedAt: Date): Promise<Outcome['result'][]> {
    const { registerIds, atMs, values } = columns;
    const fates: Outcome['result'][] = values.map(() => 'stored');
    if (values.length === 0) return fates;
    const rows = await this.dataSource.query<{ place: number; same: boolean; received_ms: number }[]>(FATES, [
      registerIds,
      atMs,
      values,
    ]);
    const seen = new Set<string>();
    for (const { place, same, received_ms: receivedMs } of rows.toSorted((a, b) => a.place - b.place)) {
      const key = `${String(registerIds[place])}:${String(atMs[place])}`;
      const fresh = receivedMs === receivedAt.getTime() && !seen.has(key);
      if (same) seen.add(key);
      fates[place] = !same ? 'conflict' : fresh ? 'stored' : 'repeated';
    }
    return fates;
  }
}
