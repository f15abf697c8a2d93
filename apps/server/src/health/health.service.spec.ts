import {
  ClockWatch,
  IngestEvents,
  type FrontDoors,
  type IngestPipeline,
  type RollupService,
} from '@zerofab/telemetry';
import { expect, it } from 'vitest';
import { HealthService } from './health.service.js';

const healthWith = (doors: Partial<FrontDoors>, clocks = new ClockWatch()): HealthService =>
  new HealthService(
    { pending: async () => 3 } as unknown as RollupService,
    doors as FrontDoors,
    new IngestEvents(),
    { waiting: () => 0 } as unknown as IngestPipeline,
    clocks,
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
