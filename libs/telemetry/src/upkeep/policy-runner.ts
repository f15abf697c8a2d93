import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface Job {
  readonly job_id: number;
  readonly proc_name: string;
  readonly every_seconds: number;
}

/**
 * TimescaleDB policies (compression, retention). A server's own background workers run them; the embedded database
 * has none, so the scheduler runs what is due by `run_job()`.
 */
@Injectable()
export class PolicyRunner {
  private readonly logger = new Logger('Policies');
  private readonly ranAtMs = new Map<number, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** Sets how long raw readings are kept; called at each start with the configured years. */
  async setRetention(years: number): Promise<void> {
    // The interval goes in as text: add_retention_policy takes "any", which a parameter cannot tell apart.
    await this.dataSource.query("SELECT remove_retention_policy('reading', if_exists => true)");
    await this.dataSource.query(
      `SELECT add_retention_policy('reading', drop_after => INTERVAL '${String(Math.trunc(years))} years')`,
    );
  }

  /** Writes a checkpoint, so that the log is reused: the embedded database has no checkpointer. */
  async checkpoint(): Promise<void> {
    await this.dataSource.query('CHECKPOINT');
  }

  /** Runs the policies whose interval has passed since this process last ran them. */
  async runDue(nowMs: number): Promise<number[]> {
    const jobs = await this.dataSource.query<Job[]>(
      `SELECT job_id, proc_name, extract(epoch FROM schedule_interval)::float8 AS every_seconds
       FROM timescaledb_information.jobs WHERE proc_name IN ('policy_compression', 'policy_retention') ORDER BY job_id`,
    );
    const due = jobs.filter((job) => nowMs - (this.ranAtMs.get(job.job_id) ?? 0) >= job.every_seconds * 1000);
    for (const job of due) {
      this.ranAtMs.set(job.job_id, nowMs);
      try {
        await this.dataSource.query('CALL run_job($1)', [job.job_id]);
      } catch (error) {
        this.logger.warn(
          `${job.proc_name} ${String(job.job_id)} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    return due.map((job) => job.job_id);
  }
}
