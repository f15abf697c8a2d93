import { BOUNDS, type FrontDoors, type IngestEvents, type IngestPipeline } from '@zerofab/telemetry';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Metrics of what is bounded at the meters' door: each bound by its name, and what is held in memory now. */
export const registerDoorMetrics = (
  registry: Registry,
  { doors, ingest, pipeline }: { doors: FrontDoors; ingest: IngestEvents; pipeline: IngestPipeline },
): void => {
  const registers = [registry];
  const bounds = new Counter({
    name: 'zerofab_bounds_total',
    help: "What a bound at the meters' door held back, by bound",
    labelNames: ['bound'],
    registers,
  });
  for (const bound of BOUNDS) bounds.inc({ bound }, 0);
  ingest.bounds.subscribe((bound) => {
    bounds.inc({ bound });
  });
  const gauge = (name: string, help: string, value: () => number): void => {
    const metric: Gauge = new Gauge({ name, help, registers, collect: () => metric.set(value()) });
  };
  gauge('zerofab_ingest_waiting_messages', 'Messages that wait for their commit', () => pipeline.waiting());
  gauge(
    'zerofab_mqtt_queued_messages',
    'Messages in memory for subscribers that are away',
    () => doors.numbers()?.queuedMessages ?? 0,
  );
  gauge(
    'zerofab_mqtt_queued_bytes',
    'Bytes in memory for subscribers that are away',
    () => doors.numbers()?.queuedBytes ?? 0,
  );
  const connections: Gauge = new Gauge({
    name: 'zerofab_mqtt_connections',
    help: 'Open connections of the embedded broker, before and after their login',
    labelNames: ['login'],
    registers,
    collect: () => {
      const { connections: open = 0, withoutLogin = 0 } = doors.numbers() ?? {};
      connections.set({ login: 'none' }, withoutLogin);
      connections.set({ login: 'meter' }, open - withoutLogin);
    },
  });
};
