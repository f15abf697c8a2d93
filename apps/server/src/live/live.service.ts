import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { LiveEvent } from '@zerofab/contracts';
import { lastReadingOf, powerMeters, powerNow, SourceStore, stateOf } from '@zerofab/inventory';
import { Accounts, ScreenLinks, seesSite, type Principal } from '@zerofab/identity';
import { refused } from '@zerofab/vocabulary';
import {
  ConsumptionQuery,
  IngestEvents,
  RejectedStore,
  SiteStore,
  type MeterEntity,
  type SiteEntity,
  type StoredReading,
} from '@zerofab/telemetry';
import { finalize, Observable, Subject } from 'rxjs';
import { isoIn } from '@zerofab/calendar';
import { BackfillProgress } from '../demo/backfill-progress.js';

const TICK_MS = 1000;
/** Without any reading an event still goes out this often: the page knows that it is connected. */
const HEARTBEAT_MS = 10_000;
const MAX_STREAMS = 500;
/** Tabs and screens of one person; a control room shows a dozen. */
const MAX_STREAMS_PER_LOGIN = 20;

interface Stream {
  readonly site: SiteEntity;
  readonly login: string;
  readonly session: string;
  readonly events: Subject<LiveEvent>;
  /** What was sent last per meter; only what changed is sent again. */
  readonly sent: Map<string, string>;
  lastMs: number;
}

const sumOrNull = (values: readonly (number | null)[]): number | null =>
  values.length === 0 || values.includes(null)
    ? null
    : values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** Server-sent events: at most one a second per page, with the meters that changed. */
@Injectable()
export class LiveService implements OnApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private changed = true;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private refused = 0;

  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly query: ConsumptionQuery,
    private readonly rejected: RejectedStore,
    private readonly progress: BackfillProgress,
    private readonly accounts: Accounts,
    private readonly screens: ScreenLinks,
    ingest: IngestEvents,
  ) {
    ingest.commits.subscribe(() => {
      this.changed = true;
    });
  }

  /** Streams open now, and those refused since the start. */
  load(): { readonly open: number; readonly refused: number } {
    return { open: this.streams.size, refused: this.refused };
  }

  /** @throws RefusedError not-found; unavailable when this login, or all together, have too many open */
  async open(siteCode: string, { username: login, session }: Principal): Promise<Observable<LiveEvent>> {
    const site = await this.sites.requireSite(siteCode);
    this.makeRoom(login);
    const events = new Subject<LiveEvent>();
    const stream: Stream = { site, login, session, events, sent: new Map(), lastMs: 0 };
    this.streams.add(stream);
    this.timer ??= setInterval(() => void this.tick(), TICK_MS);
    return events.pipe(finalize(() => this.streams.delete(stream)));
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const { events } of this.streams) events.complete();
  }

  private makeRoom(login: string): void {
    const own = [...this.streams].filter((stream) => stream.login === login).length;
    if (own < MAX_STREAMS_PER_LOGIN && this.streams.size < MAX_STREAMS) return;
    this.refused += 1;
    const [ownMost, most] = [String(MAX_STREAMS_PER_LOGIN), String(MAX_STREAMS)];
    throw refused(
      'too-many-streams',
      own >= MAX_STREAMS_PER_LOGIN
        ? {
            zh: `该登录用户已打开 ${ownMost} 个实时连接；请关闭一些页面`,
            en: `This login has ${ownMost} live streams open already; close some pages`,
          }
        : {
            zh: `已有 ${most} 个实时连接；请不用实时连接重新加载数据`,
            en: `${most} live streams are open already; reload the figures without a live stream`,
          },
    );
  }

  private async tick(): Promise<void> {
    if (this.busy || this.streams.size === 0) return;
    this.busy = true;
    try {
      await this.endStrangers();
      await this.sendDue(Date.now());
    } catch {
      // The store is away for a moment: the next tick tries again, the page shows that it is stale.
      this.changed = true;
    } finally {
      this.busy = false;
    }
  }

  /** A stream ends with its session, its account or link, or the grant of its site. */
  private async endStrangers(): Promise<void> {
    const sessions = [...new Set([...this.streams].map(({ session }) => session))];
    const present = new Map([
      ...(await this.accounts.present(sessions)),
      ...(await this.screens.present(sessions)),
    ]);
    for (const { session, site, events } of this.streams) {
      const who = present.get(session);
      if (who === undefined || !seesSite(who, site.code)) events.complete();
    }
  }

  private async sendDue(nowMs: number): Promise<void> {
    const due = [...this.streams].filter((stream) => this.changed || nowMs - stream.lastMs >= HEARTBEAT_MS);
    if (due.length === 0) return;
    this.changed = false;
    const sites = new Set(due.map((stream) => stream.site.id));
    for (const id of sites)
      await this.send(
        due.filter((stream) => stream.site.id === id),
        nowMs,
      );
  }

  private async send(streams: readonly Stream[], nowMs: number): Promise<void> {
    const site = streams[0]?.site;
    if (site === undefined) return;
    const meters = await this.sites.listMeters(site.id);
    const latest = await this.query.latest(
      meters.flatMap((meter) => meter.registers.map((register) => register.id)),
    );
    const { last24h } = await this.rejected.counts(site.code);
    const groups = powerMeters(meters, await this.sources.list(site.id));
    const gridKw = sumOrNull(groups.grid.map((meter) => powerNow(meter, latest, nowMs)));
    const pvKw = sumOrNull(groups.pv.map((meter) => powerNow(meter, latest, nowMs)));
    const all = meters.map((meter) => liveMeter(meter, latest, site.timezone, nowMs));
    for (const stream of streams) {
      const news = all.filter((meter) => stream.sent.get(meter.meter) !== JSON.stringify(meter));
      for (const meter of news) stream.sent.set(meter.meter, JSON.stringify(meter));
      stream.lastMs = nowMs;
      stream.events.next({
        at: isoIn(nowMs, site.timezone),
        meters: news,
        power: { loadKw: groups.pv.length === 0 ? gridKw : sumOrNull([gridKw, pvKw]), gridKw, pvKw },
        rejected24h: last24h,
        backfill: site.demo ? this.progress.current() : null,
      });
    }
  }
}

const liveMeter = (
  meter: MeterEntity,
  latest: ReadonlyMap<number, StoredReading>,
  zone: string,
  nowMs: number,
): LiveEvent['meters'][number] => {
  const last = lastReadingOf(meter, latest);
  return {
    meter: meter.code,
    state: stateOf(meter, latest, nowMs),
    lastReadingAt: last === null ? null : isoIn(last.getTime(), zone),
    registers: meter.registers.flatMap((register) => {
      const reading = latest.get(register.id);
      return reading === undefined
        ? []
        : [{ register: register.code, ts: isoIn(reading.ts.getTime(), zone), value: reading.value }];
    }),
  };
};
