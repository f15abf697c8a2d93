import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const HOUR_MS = 3_600_000;

/** What became of the values of some hours. */
export interface IngestCounts {
  readonly stored: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly rejected: number;
}

/** What became of what meters sent, counted as it was stored. */
@Injectable()
export class ReconciliationStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Counts of the hours that [fromMs, toMs) touches.
   * @param meter undefined: all of the site, and what named no meter of it
   */
  async counts(
    site: string,
    span: { readonly fromMs: number; readonly toMs: number },
    meter?: string,
  ): Promise<IngestCounts & { readonly fromMs: number; readonly toMs: number }> {
    const fromMs = Math.floor(span.fromMs / HOUR_MS) * HOUR_MS;
    const toMs = Math.ceil(span.toMs / HOUR_MS) * HOUR_MS;
    const rows = await this.dataSource.query<IngestCounts[]>(
      `SELECT coalesce(sum(stored), 0)::float8 AS stored, coalesce(sum(duplicate), 0)::float8 AS duplicate,
              coalesce(sum(conflict), 0)::float8 AS conflict, coalesce(sum(rejected), 0)::float8 AS rejected
       FROM ingest_count
       WHERE site_code = $1 AND hour >= $2 AND hour < $3 AND ($4::text IS NULL OR meter_code = $4)`,
      [site, new Date(fromMs), new Date(toMs), meter ?? null],
    );
    const none = { stored: 0, duplicate: 0, conflict: 0, rejected: 0 };
    return { fromMs, toMs, ...(rows[0] ?? none) };
  }

  /** Counts of a site by the hour, those of hours without any left out. */
  async byHour(
    site: string,
    span: { readonly fromMs: number; readonly toMs: number },
  ): Promise<readonly (IngestCounts & { readonly hour: Date })[]> {
    return this.dataSource.query<(IngestCounts & { readonly hour: Date })[]>(
      `SELECT hour, sum(stored)::float8 AS stored, sum(duplicate)::float8 AS duplicate,
              sum(conflict)::float8 AS conflict, sum(rejected)::float8 AS rejected
       FROM ingest_count WHERE site_code = $1 AND hour >= $2 AND hour < $3 GROUP BY hour`,
      [site, new Date(span.fromMs), new Date(span.toMs)],
    );
  }

  /** Begin of the first hour that was counted; null where nothing came yet. */
  async countedSince(site: string): Promise<Date | null> {
    const rows = await this.dataSource.query<{ since: Date | null }[]>(
      'SELECT min(hour) AS since FROM ingest_count WHERE site_code = $1',
      [site],
    );
    return rows[0]?.since ?? null;
  }
}
