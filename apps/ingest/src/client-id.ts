import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { loadSecret } from '@zerofab/identity';

/** MQTT client id of a worker: its own per host and DATA_DIR, the same at each start. */
export const workerClientId = (dataDir: string): string =>
  `zerofab-worker-${createHash('sha256').update(loadSecret(dataDir, 'mqtt-client')).update(hostname()).digest('hex').slice(0, 12)}`;
