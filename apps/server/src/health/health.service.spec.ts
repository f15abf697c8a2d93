import { IngestEvents, type FrontDoors, type RollupService } from '@zerofab/telemetry';
import { expect, it } from 'vitest';
import { HealthService } from './health.service.js';

const healthWith = (doors: Partial<FrontDoors>): HealthService =>
  new HealthService(
    { pending: async () => 3 } as unknown as RollupService,
    doors as FrontDoors,
    new IngestEvents(),
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
