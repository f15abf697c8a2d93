import { describe, expect, it } from 'vitest';
import { isOwn } from '../doors/embedded-broker.js';
import { parseTopic } from './topic.js';

describe('topics of the contract', () => {
  it('reads site, meter and channel', () => {
    expect(parseTopic('zerofab/v1/plant-1/main_2/readings')).toEqual({
      site: 'plant-1',
      meter: 'main_2',
      channel: 'readings',
    });
    expect(parseTopic('zerofab/v1/p/m/status')?.channel).toBe('status');
  });
  it.each([
    'zerofab/v1/p/m',
    'zerofab/v1/p/m/readings/x',
    'zerofab/v2/p/m/readings',
    'zerofab/v1//m/readings',
    'zerofab/v1/p q/m/readings',
    'x',
  ])('knows no %s', (topic) => {
    expect(parseTopic(topic)).toBeUndefined();
  });
  it('lets a login read below its own topics only', () => {
    expect(isOwn('p/m', 'zerofab/v1/p/m/#')).toBe(true);
    for (const filter of ['#', 'zerofab/#', 'zerofab/v1/p/+/readings', 'zerofab/v1/p/m2/readings', '$SYS/#'])
      expect(isOwn('p/m', filter)).toBe(false);
    expect(isOwn('p/m', 'zerofab/v1/p/m')).toBe(false);
  });
});
