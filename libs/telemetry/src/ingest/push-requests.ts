import { Injectable } from '@nestjs/common';
import type { PushResult } from '@zerofab/contracts';
import { refusedField } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

/** Answers are kept so long for a repeat of their request. */
const KEPT_DAYS = 7;

/** Answers to pushed readings by the key of their request. */
@Injectable()
export class PushRequests {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The answer to an earlier request of this key.
   * @throws RefusedError idempotency-key-reused for the key of another request
   */
  async earlier(site: string, sender: string, key: string, hash: string): Promise<PushResult | undefined> {
    const rows = await this.dataSource.query<{ request_hash: string; answer: PushResult }[]>(
      'SELECT request_hash, answer FROM push_request WHERE site_code = $1 AND sender = $2 AND key = $3',
      [site, sender, key],
    );
    const earlier = rows[0];
    if (earlier === undefined || earlier.request_hash === hash) return earlier?.answer;
    throw refusedField('idempotency-key-reused', 'Idempotency-Key', {
      zh: `幂等键“${key}”已用于另一次请求；每次请求请使用新的键`,
      en: `"${key}" was used for another request; take a new key for each`,
    });
  }

  /** Keeps an answer for repeats of its request. */
  async remember(site: string, sender: string, key: string, hash: string, answer: PushResult): Promise<void> {
    await this.dataSource.query(
      `WITH old AS (DELETE FROM push_request WHERE site_code = $1 AND at < now() - INTERVAL '${String(KEPT_DAYS)} days')
       INSERT INTO push_request (site_code, sender, key, request_hash, answer, at) VALUES ($1, $2, $3, $4, $5, now())
       ON CONFLICT DO NOTHING`,
      [site, sender, key, hash, JSON.stringify(answer)],
    );
  }
}
