import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PostReportJob, ReportJob } from '@zerofab/contracts';
import type { Principal } from '@zerofab/identity';
import { ReportJobStore, type StoredReportJob } from '@zerofab/inventory';
import { SiteStore } from '@zerofab/telemetry';
import { RefusedError, refused, type Bilingual } from '@zerofab/vocabulary';
import { ReportFolder } from './report-folder.js';
import { ReportsService } from './reports.service.js';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 7;
const MOST_UNDER_WAY = 5;
const STOP_MS = 2000;
/** A job that took the server down with it twice is not begun a third time. */
const MOST_ATTEMPTS = 2;

const STEPS: Readonly<Record<ReportJob['state'], number>> = {
  waiting: 0,
  gathering: 1,
  writing: 2,
  done: 3,
  failed: 0,
  cancelled: 0,
};
const FAILED: Bilingual = {
  zh: '报告没有生成，原因见服务器日志；请重试，仍失败请联系管理员',
  en: 'The report was not made, the log of the server says why; try again, and tell the administrator if it fails again',
};
const STOPPED: Bilingual = {
  zh: '生成期间服务器两次停止，未再继续；请在服务器稳定后重试',
  en: 'The server stopped twice while it was made, so it was not begun again; try again once the server is steady',
};

const view = ({ askedBy: _own, attempts: _tries, ...job }: StoredReportJob): ReportJob => ({
  ...job,
  step: STEPS[job.state],
  steps: 3,
  askedAt: job.askedAt.toISOString(),
  endedAt: job.endedAt?.toISOString() ?? null,
});

/** Makes reports one after the other while nobody waits for the answer; what was asked for survives a restart. */
@Injectable()
export class ReportJobsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Reports');
  private readonly line: StoredReportJob[] = [];
  private running: { readonly id: string; readonly stop: AbortController } | undefined;
  private work: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly store: ReportJobStore,
    private readonly folder: ReportFolder,
    private readonly reports: ReportsService,
    private readonly sites: SiteStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.folder.sweep();
    for (const id of await this.store.forgetBefore(new Date(Date.now() - KEPT_DAYS * DAY_MS)))
      await this.folder.remove(id);
    for (const job of await this.store.unfinished()) {
      if (job.attempts < MOST_ATTEMPTS) this.line.push(job);
      else await this.store.move(job.id, 'failed', { refusal: STOPPED, endedAt: new Date() });
    }
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.running?.stop.abort(new Error('the server stops'));
    // The figures of a large site cannot be left in the middle of a question; the server does not wait for them.
    await Promise.race([this.work, setTimeout(STOP_MS, undefined, { ref: false })]);
  }

  async list(siteCode: string, asker: Principal): Promise<ReportJob[]> {
    const site = await this.sites.requireSite(siteCode);
    return (await this.store.list(site.id, asker.username)).map(view);
  }

  async get(siteCode: string, id: string, asker: Principal): Promise<ReportJob> {
    return view(await this.own(siteCode, id, asker));
  }

  /** @throws RefusedError busy where the asker has too many under way */
  async ask(siteCode: string, question: PostReportJob, asker: Principal): Promise<ReportJob> {
    const site = await this.sites.requireSite(siteCode);
    const open = this.line.filter(({ askedBy }) => askedBy === asker.username).length;
    if (open >= MOST_UNDER_WAY)
      throw refused('busy', {
        zh: `您已有 ${String(open)} 个报告在等待；请等待完成，或取消其中一个`,
        en: `${String(open)} reports of yours are waiting; wait for them, or cancel one`,
      });
    const id = randomUUID();
    await this.store.add({ id, askedBy: asker.username, question, askedAt: new Date() }, site.id);
    const job = await this.store.require(site.id, asker.username, id);
    this.line.push(job);
    this.wake();
    return view(job);
  }

  /** Ends a job; one that is done or ended before stays as it is. */
  async cancel(siteCode: string, id: string, asker: Principal): Promise<ReportJob> {
    await this.own(siteCode, id, asker);
    await this.store.move(id, 'cancelled', { endedAt: new Date() });
    if (this.running?.id === id) this.running.stop.abort(new Error('cancelled'));
    const at = this.line.findIndex((job) => job.id === id);
    if (at >= 0) this.line.splice(at, 1);
    return this.get(siteCode, id, asker);
  }

  /** The file of a job that is done. @throws RefusedError not-found before, or where the file is gone */
  async file(siteCode: string, id: string, asker: Principal): Promise<{ job: ReportJob; bytes: Uint8Array }> {
    const job = await this.get(siteCode, id, asker);
    const bytes = job.state === 'done' ? await this.folder.read(id) : undefined;
    if (bytes === undefined)
      throw refused('not-found', {
        zh: `该任务没有文件（状态：${job.state}）；请等待完成，或重新生成`,
        en: `This job has no file (it is ${job.state}); wait until it is done, or ask for it anew`,
      });
    return { job, bytes };
  }

  private async own(siteCode: string, id: string, { username }: Principal): Promise<StoredReportJob> {
    return this.store.require((await this.sites.requireSite(siteCode)).id, username, id);
  }

  private wake(): void {
    if (this.running !== undefined || this.stopping) return;
    const job = this.line.shift();
    if (job === undefined) return;
    const stop = new AbortController();
    this.running = { id: job.id, stop };
    this.work = this.run(job, stop.signal)
      .catch((error: unknown) => {
        this.logger.error(`report ${job.id}: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        this.running = undefined;
        this.wake();
      });
  }

  private async run(job: StoredReportJob, stop: AbortSignal): Promise<void> {
    const { id, site, question, askedBy } = job;
    try {
      if (!(await this.store.move(id, 'gathering', { begins: true }))) return;
      const { format, ...asked } = question;
      const writing = async (): Promise<void> => void (await this.store.move(id, 'writing'));
      const bytes = await this.reports.file({ site, ...asked, asker: { username: askedBy } }, format, { stop, writing });
      stop.throwIfAborted();
      await this.folder.keep(id, bytes);
      const done = await this.store.move(id, 'done', { bytes: bytes.byteLength, endedAt: new Date() });
      if (!done) await this.folder.remove(id);
    } catch (error) {
      // What the server stopped in the middle of is begun again when it starts; what was cancelled has its end already.
      if (stop.aborted) return;
      const refusal = error instanceof RefusedError ? error.refusal.text : FAILED;
      await this.store.move(id, 'failed', { refusal, endedAt: new Date() });
      if (!(error instanceof RefusedError)) throw error;
    }
  }
}
