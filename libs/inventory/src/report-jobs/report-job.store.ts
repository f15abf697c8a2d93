import { Injectable } from '@nestjs/common';
import { postReportJobSchema, type PostReportJob, type ReportJobState } from '@zerofab/contracts';
import { refused, type Bilingual } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';

/** A report that was asked for and is made in the background. */
export interface StoredReportJob {
  readonly id: string;
  readonly site: string;
  readonly askedBy: string;
  readonly question: PostReportJob;
  readonly state: ReportJobState;
  readonly attempts: number;
  readonly bytes: number | null;
  readonly refusal: Bilingual | null;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly site: string;
  readonly asked_by: string;
  readonly question: unknown;
  readonly state: ReportJobState;
  readonly attempts: number;
  readonly bytes: string | null;
  readonly refusal: Bilingual | null;
  readonly asked_at: Date;
  readonly ended_at: Date | null;
}

const toJob = (row: Row): StoredReportJob => ({
  id: row.id,
  site: row.site,
  askedBy: row.asked_by,
  question: postReportJobSchema.parse(row.question),
  state: row.state,
  attempts: row.attempts,
  bytes: row.bytes === null ? null : Number(row.bytes),
  refusal: row.refusal,
  askedAt: row.asked_at,
  endedAt: row.ended_at,
});

const SELECT = 'SELECT j.*, s.code AS site FROM report_job j JOIN site s ON s.id = j.site_id';
const LISTED = 50;
const UNDER_WAY = ['waiting', 'gathering', 'writing'];

/** Reports that are made in the background: what became of each. */
@Injectable()
export class ReportJobStore {
  constructor(private readonly dataSource: DataSource) {}

  async add(
    job: Pick<StoredReportJob, 'id' | 'askedBy' | 'question' | 'askedAt'>,
    siteId: number,
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO report_job (id, site_id, asked_by, question, state, asked_at)
       VALUES ($1, $2, $3, $4::jsonb, 'waiting', $5)`,
      [job.id, siteId, job.askedBy, JSON.stringify(job.question), job.askedAt],
    );
  }

  /** Jobs of a person at a site, the latest first. */
  async list(siteId: number, askedBy: string): Promise<StoredReportJob[]> {
    const rows = await this.dataSource.query<Row[]>(
      `${SELECT} WHERE j.site_id = $1 AND j.asked_by = $2 ORDER BY j.asked_at DESC, j.id LIMIT ${String(LISTED)}`,
      [siteId, askedBy],
    );
    return rows.map(toJob);
  }

  /** @throws RefusedError not-found, also for a job of another site or person */
  async require(siteId: number, askedBy: string, id: string): Promise<StoredReportJob> {
    const [row] = await this.dataSource.query<Row[]>(
      `${SELECT} WHERE j.id = $1 AND j.site_id = $2 AND j.asked_by = $3`,
      [id, siteId, askedBy],
    );
    if (row !== undefined) return toJob(row);
    throw refused('not-found', {
      zh: '没有这个报告任务；GET …/reports/jobs 列出您的任务（文件保留 7 天）',
      en: 'There is no such report job; GET …/reports/jobs lists yours (files are kept for 7 days)',
    });
  }

  /** Jobs that wait or were under way when the server stopped, the oldest first. */
  async unfinished(): Promise<StoredReportJob[]> {
    const rows = await this.dataSource.query<Row[]>(
      `${SELECT} WHERE j.state = ANY ($1) ORDER BY j.asked_at, j.id`,
      [UNDER_WAY],
    );
    return rows.map(toJob);
  }

  /** Brings a job on, unless it has ended (it may have been cancelled meanwhile). @returns whether it was brought on */
  async move(
    id: string,
    state: ReportJobState,
    told: {
      readonly bytes?: number;
      readonly refusal?: Bilingual;
      readonly endedAt?: Date;
      readonly begins?: true;
    } = {},
  ): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `UPDATE report_job SET state = $2, bytes = $3, refusal = $4::jsonb, ended_at = $5, attempts = attempts + $6
       WHERE id = $1 AND state = ANY ($7)`,
      [
        id,
        state,
        told.bytes ?? null,
        told.refusal === undefined ? null : JSON.stringify(told.refusal),
        told.endedAt ?? null,
        told.begins === true ? 1 : 0,
        UNDER_WAY,
      ],
    );
    return count > 0;
  }

  /** Forgets jobs that ended before. @returns their ids */
  async forgetBefore(day: Date): Promise<string[]> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      'DELETE FROM report_job WHERE ended_at < $1 RETURNING id',
      [day],
    );
    return rows.map(({ id }) => id);
  }
}
