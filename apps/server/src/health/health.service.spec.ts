import { IngestEvents, type FrontDoors, type RollupService } from '@zerofab/telemetry';
import { expect, it } from 'vitest';
import type { LiveService } from '../live/live.service.js';
import { QuestionGate } from '../load/question-gate.js';
import { HealthService } from './health.service.js';

const healthWith = (doors: Partial<FrontDoors>): HealthService =>
  new HealthService(
    { pending: async () => 3 } as unknown as RollupService,
    doors as FrontDoors,
    new IngestEvents(),
    new QuestionGate({ running: 1, waiting: 1, perLogin: 1, waitMs: 1 }),
    { load: () => ({ open: 2, refused: 5 }) } as LiveService,
    { load: () => ({ waiting: 4, restarts: 1 }) },
  );

it('is not ready while the outside broker refuses, and says why', async () => {
  const health = healthWith({ state: () => 'broken', trouble: () => 'Connection refused: Not authorized' });
  await expect(health.ready()).rejects.toMatchObject({
    status: 503,
    code: 'broker-unavailable',
    message: expect.stringContaining('Connection refused: Not authorized'),
  });
});

it('is ready with a connection', async () => {
  const health = healthWith({ state: () => 'connected', trouble: () => undefined });
  expect(await health.ready()).toEqual({ status: 'ready', store: 'ok', mqtt: 'connected', pendingSpans: 3 });
});

it('tells of each bound how much of it is used and how often it refused', async () => {
  const text = await healthWith({}).metrics();
  for (const line of [
    'zerofab_long_questions_running 0',
    'zerofab_long_questions_refused_total{bound="queue"} 0',
    'zerofab_live_streams 2',
    'zerofab_live_streams_refused_total 5',
    'zerofab_store_waiting 4',
    'zerofab_store_restarts_total 1',
  ])
    expect(text).toContain(`${line}\n`);
});
