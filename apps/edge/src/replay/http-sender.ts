import { setTimeout as sleep } from 'node:timers/promises';
import { pushResultSchema } from '@zerofab/contracts';
import type { FileReading } from '@zerofab/meter-history';
import type { Login } from '../mqtt/publisher.js';

/** What the platform says became of the values that were sent. */
export interface PlatformCounts {
  received: number;
  stored: number;
  repeated: number;
  conflict: number;
  rejected: number;
}

export interface HttpTarget {
  readonly url: string;
  readonly site: string;
  readonly meter: string;
  readonly login: Login;
  /** Readings a request, at most 1000. */
  readonly batch: number;
  readonly signal: AbortSignal;
}

const TRIES = 6;

/** Pushes readings over HTTP with the meter's login; each answer comes after the commit and counts. */
export class HttpSender {
  published = 0;
  acknowledged = 0;
  refusal: string | undefined;
  readonly counts: PlatformCounts = { received: 0, stored: 0, repeated: 0, conflict: 0, rejected: 0 };
  /** The first values that the platform could not use. */
  readonly problems: string[] = [];
  private batch: FileReading[] = [];

  constructor(
    private readonly target: HttpTarget,
    private readonly onAcknowledged: () => void,
  ) {}

  async add(reading: FileReading): Promise<void> {
    this.batch.push(reading);
    if (this.batch.length >= this.target.batch) await this.flush();
  }

  /** @throws Error when the platform cannot be reached or refuses the login */
  async flush(): Promise<void> {
    const { batch, target } = this;
    this.batch = [];
    if (batch.length === 0 || target.signal.aborted) return;
    const body = JSON.stringify(batch.map(({ ts, values }) => ({ meter: target.meter, ts, values })));
    const answer = await this.post(body);
    const result = pushResultSchema.parse(await answer.json());
    this.published += batch.length;
    this.acknowledged += batch.length;
    for (const key of ['received', 'stored', 'repeated', 'conflict', 'rejected'] as const)
      this.counts[key] += result[key];
    for (const { index, result: what, reason, detail } of result.items)
      if (what === 'rejected' && this.problems.length < 10)
        this.problems.push(`${new Date(batch[index]?.ts ?? 0).toISOString()}: ${detail ?? reason ?? what}`);
    this.onAcknowledged();
  }

  /** Sent again when the platform is busy or starting: the same readings store nothing twice. */
  private async post(body: string): Promise<Response> {
    const { url, site, login, signal } = this.target;
    const credentials = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    for (let tried = 1; ; tried += 1) {
      const answer = await fetch(new URL(`/api/v1/sites/${site}/readings`, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${credentials}` },
        body,
        signal,
      });
      if (answer.ok) return answer;
      const again = answer.status === 429 || answer.status === 503;
      if (!again || tried === TRIES)
        throw new Error(`${url} answered ${String(answer.status)}: ${(await answer.text()).slice(0, 500)}`);
      const seconds = Number(answer.headers.get('retry-after') ?? tried);
      await sleep(Math.min(Number.isFinite(seconds) ? seconds : tried, 30) * 1000, undefined, { signal });
    }
  }
}
