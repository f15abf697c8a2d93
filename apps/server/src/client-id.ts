import { createHash } from 'node:crypto';
import { loadSecret } from '@zerofab/identity';

/** MQTT client id of this installation: the same at each start, so that the broker's queue is found again. */
export const ingestClientId = (dataDir: string): string =>
  `zerofab-ingest-${createHash('sha256').update(loadSecret(dataDir, 'mqtt-client')).digest('hex').slice(0, 12)}`;
