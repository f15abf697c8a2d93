import { Injectable } from '@nestjs/common';
import { ProblemError, type StoreLoad } from '@zerofab/platform';
import { FrontDoors, IngestEvents, RollupService } from '@zerofab/telemetry';
import { LiveService } from '../live/live.service.js';
import { QuestionGate } from '../load/question-gate.js';
import { measureBounds } from './bound-metrics.js';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

export interface Readiness {
  readonly status: 'ready';
  readonly store: 'ok';
  readonly mqtt: 'listening' | 'connected' | 'off';
  /** Spans of readings whose consumption is still to be computed. */
  readonly pendingSpans: number;
}

/** What the bounds of the store see now. */
export abstract class StoreLoadSource {
  abstract readonly load: () => StoreLoad;
}

/** Whether the platform can do its work, and how much of it it did. */
@Injectable()
export class HealthService {
  private readonly registry = new Registry();

  constructor(
    private readonly rollup: RollupService,
    private readonly doors: FrontDoors,
    private readonly ingest: IngestEvents,
    gate: QuestionGate,
    live: LiveService,
    store: StoreLoadSource,
  ) {
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

  /** @throws ProblemError 503 with the reason */
  async ready(): Promise<Readiness> {
    const pendingSpans = await this.rollup.pending().catch((error: unknown) => {
      throw new ProblemError(
        503,
        'store-unavailable',
        `The store does not answer: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    const failure = this.ingest.lastFailure();
    if (failure !== undefined) {
      throw new ProblemError(
        503,
        'store-refuses',
        `Readings could not be stored at ${failure.at.toISOString()}: ${failure.message}; nothing was confirmed to the meters`,
      );
    }
    const mqtt = this.doors.state();
    if (mqtt === 'broken') {
      const why = this.doors.trouble() ?? 'no connection';
      throw new ProblemError(
        503,
        'broker-unavailable',
        `The MQTT broker cannot be used (${why}); it keeps the messages, the platform goes on trying`,
      );
    }
    return { status: 'ready', store: 'ok', mqtt, pendingSpans };
  }

  async metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
