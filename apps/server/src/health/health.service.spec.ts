import {
  ClockWatch,
  IngestEvents,
  type FrontDoors,
  type IngestPipeline,
  type RollupService,
} from '@zerofab/telemetry';
import { expect, it } from 'vitest';
import type { LiveService } from '../live/live.service.js';
import { QuestionGate } from '../load/question-gate.js';
import { HealthService } from './health.service.js';

const healthWith = (doors: Partial<FrontDoors>, clocks = new ClockWatch()): HealthService =>
  new HealthService(
    { pending: async () => 3 } as unknown as RollupService,
    doors as FrontDoors,
    new IngestEvents(),
    { waiting: () => 0 } as unknown as IngestPipeline,
    clocks,
    new QuestionGate({ running: 1, waiting: 1, perLogin: 1, waitMs: 1 }),
    { load: () => ({ open: 2, refused: 5 }) } as LiveService,
    { load: () => ({ waiting: 4, restarts: 1 }) },
  );

it('is not ready while the outside broker refuses, and says why', async () => {
  const health = healthWith({ state: () => 'broken', trouble: () => 'Connection refused: Not authorized' });
  await expect(health.ready()).rejects.toMatchObject({
    refusal: { code: 'broker-unavailable' },
    message: expect.stringContaining('Connection refused: Not authorized'),
  });
});

it('is ready with a connection', async () => {
  const health = healthWith({ state: () => 'connected', trouble: () => undefined });
  expect(await health.ready()).toEqual({
    status: 'ready',
    store: 'ok',
    mqtt: 'connected',
    pendingSpans: 3,
    warnings: [],
  });
});

it('says that its own clock may be behind, in both languages, and names no meter', async () => {
  const clocks = new ClockWatch();
  clocks.note('plant/secret', true, Date.now());
  const { warnings } = await healthWith(
    { state: () => 'listening', trouble: () => undefined },
    clocks,
  ).ready();
  expect(warnings).toMatchObject([{ code: 'readings-ahead-of-clock' }]);
  expect(warnings[0]?.en).toContain("platform's own clock is probably behind");
  expect(warnings[0]?.zh).toContain('很可能是平台时钟慢了');
  expect(JSON.stringify(warnings)).not.toContain('secret');
});

it('tells of each bound how much of it is used and how often it refused', async () => {
  const text = await healthWith({ numbers: () => undefined }).metrics();
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
