import { Counter, Gauge, type Registry } from 'prom-client';
import type { LiveService } from '../live/live.service.js';
import type { QuestionGate } from '../load/question-gate.js';
import type { StoreLoadSource } from './store-load.js';

interface Bounded {
  readonly gate: QuestionGate;
  readonly live: LiveService;
  readonly store: StoreLoadSource;
}

/** One metric for each bound: how much of it is used, and how often it refused. */
export const measureBounds = (registry: Registry, { gate, live, store }: Bounded): void => {
  const gauge = (name: string, help: string, value: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(value());
        },
      }),
    );
  };
  gauge('zerofab_long_questions_running', 'Long questions that run now', () => gate.load().running);
  gauge('zerofab_long_questions_waiting', 'Long questions that wait in line', () => gate.load().waiting);
  gauge('zerofab_live_streams', 'Live streams that are open', () => live.load().open);
  gauge('zerofab_store_waiting', 'Calls that wait for a connection to the store', () => store.load().waiting);
  const total = (name: string, help: string, value: () => number): void => {
    registry.registerMetric(
      new Counter({
        name,
        help,
        registers: [],
        collect() {
          this.reset();
          this.inc(value());
        },
      }),
    );
  };
  total(
    'zerofab_long_questions_shared_total',
    'Questions that got the answer of the same one',
    () => gate.shared,
  );
  total('zerofab_live_streams_refused_total', 'Live streams beyond the bound', () => live.load().refused);
  total('zerofab_store_restarts_total', 'Restarts of the embedded store', () => store.load().restarts);
  registry.registerMetric(
    new Counter({
      name: 'zerofab_long_questions_refused_total',
      help: 'Long questions answered 503, by the bound that refused',
      labelNames: ['bound'],
      registers: [],
      collect() {
        this.reset();
        for (const [bound, count] of Object.entries(gate.refused)) this.inc({ bound }, count);
      },
    }),
  );
};
