import { CODE_PATTERN } from '@zerofab/contracts';

/** A topic below `zerofab/v1/{site}/{meter}/…`. */
export interface MeterTopic {
  readonly site: string;
  readonly meter: string;
  readonly channel: 'readings' | 'status';
}

/** All topics the platform reads, as MQTT filters. */
export const READINGS_FILTER = 'zerofab/v1/+/+/readings';
export const STATUS_FILTER = 'zerofab/v1/+/+/status';

/** Reads a topic of the contract; undefined for any other. */
export const parseTopic = (topic: string): MeterTopic | undefined => {
  const [root, version, site, meter, channel, ...rest] = topic.split('/');
  if (root !== 'zerofab' || version !== 'v1' || rest.length > 0) return undefined;
  if (site === undefined || !CODE_PATTERN.test(site) || meter === undefined || !CODE_PATTERN.test(meter))
    return undefined;
  return channel === 'readings' || channel === 'status' ? { site, meter, channel } : undefined;
};
