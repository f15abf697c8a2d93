import { Injectable } from '@nestjs/common';
import { refused } from '@zerofab/vocabulary';
import {
  ClockWatch,
  FrontDoors,
  IngestEvents,
  IngestPipeline,
  RollupService,
  type ClockTrouble,
} from '@zerofab/telemetry';
import { LiveService } from '../live/live.service.js';
import { QuestionGate } from '../load/question-gate.js';
import { measureBounds } from './bound-metrics.js';
import { StoreLoadSource } from './store-load.js';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { registerDoorMetrics } from './door-metrics.js';

export interface Readiness {
  readonly status: 'ready';
  readonly store: 'ok';
  readonly mqtt: 'listening' | 'connected' | 'off';
  /** Spans of readings whose consumption is still to be computed. */
  readonly pendingSpans: number;
  /** What works but needs a person. */
  readonly warnings: readonly Warning[];
}

interface Warning {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** No meter is named: health is open to everybody. */
const clockWarning = ({ count, ownClock }: ClockTrouble): Warning => ({
  code: 'readings-ahead-of-clock',
  zh: `${String(count)} 块计量器具发来的时间比平台时钟快一小时以上，其报文留在拒收列表中。${
    ownClock ? '很可能是平台时钟慢了：请校准服务器时钟，' : '请校准这些器具的时钟；若是平台时钟有误，校准后'
  }再对 ahead-of-clock 执行“重新读入”。`,
  en: `Readings of ${String(count)} meter(s) lie more than an hour ahead of the platform's clock; their messages are kept as rejected. ${
    ownClock
      ? "The platform's own clock is probably behind: set the server's clock,"
      : "Set these meters' clocks; if the platform's was wrong, set it,"
  } then read the messages in again (POST /sites/{site}/rejected-messages/read-again, reason ahead-of-clock).`,
});

/** Whether the platform can do its work, and how much of it it did. */
@Injectable()
export class HealthService {
  private readonly registry = new Registry();

  constructor(
    private readonly rollup: RollupService,
    private readonly doors: FrontDoors,
    private readonly ingest: IngestEvents,
    pipeline: IngestPipeline,
    private readonly clocks: ClockWatch,
    gate: QuestionGate,
    live: LiveService,
    store: StoreLoadSource,
  ) {
    registerDoorMetrics(this.registry, { doors, ingest, pipeline });
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    const messages = new Counter({
      name: 'zerofab_messages_total',
      help: 'MQTT messages committed',
      registers,
    });
    const readings = new Counter({
      name: 'zerofab_readings_stored_total',
      help: 'Readings stored, repeats not counted',
      registers,
    });
    const rejected = new Counter({
      name: 'zerofab_messages_rejected_total',
      help: 'Messages kept as rejected',
      labelNames: ['reason'],
      registers,
    });
    const pending = new Gauge({
      name: 'zerofab_rollup_pending_spans',
      help: 'Spans of readings waiting for the roll-up',
      registers,
      collect: async () => {
        pending.set(await rollup.pending());
      },
    });
    measureBounds(this.registry, { gate, live, store });
    ingest.commits.subscribe((event) => {
      messages.inc(event.messages);
      readings.inc(event.stored);
    });
    ingest.rejections.subscribe((reason) => {
      rejected.inc({ reason });
    });
  }

  /** @throws RefusedError unavailable with the reason */
  async ready(): Promise<Readiness> {
    const pendingSpans = await this.rollup.pending().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw refused('store-unavailable', {
        zh: `数据库没有响应：${why}`,
        en: `The store does not answer: ${why}`,
      });
    });
    const failure = this.ingest.lastFailure();
    if (failure !== undefined) {
      const at = failure.at.toISOString();
      throw refused('store-refuses', {
        zh: `读数在 ${at} 未能保存：${failure.message}；未向计量器具确认任何报文，请检查数据库`,
        en: `Readings could not be stored at ${at}: ${failure.message}; nothing was confirmed to the meters`,
      });
    }
    const mqtt = this.doors.state();
    if (mqtt === 'broken') {
      const why = this.doors.trouble() ?? 'no connection';
      throw refused('broker-unavailable', {
        zh: `MQTT 代理不可用（${why}）；报文由代理保留，平台会继续重试`,
        en: `The MQTT broker cannot be used (${why}); it keeps the messages, the platform goes on trying`,
      });
    }
    const trouble = this.clocks.trouble(Date.now());
    const warnings = trouble === undefined ? [] : [clockWarning(trouble)];
    return { status: 'ready', store: 'ok', mqtt, pendingSpans, warnings };
  }

  async metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
