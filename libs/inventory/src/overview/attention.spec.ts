import { describe, expect, it } from 'vitest';
import { bySeverity, clockItems, ingestItems } from './attention.js';

describe('what needs a person', () => {
  it('says that the platform’s clock is behind where most meters are ahead of it', () => {
    expect(clockItems(undefined)).toEqual([]);
    expect(clockItems({ meters: ['w/a'], count: 1, ownClock: false })).toEqual([]);
    const [item] = clockItems({ meters: ['w/a', 'w/b'], count: 2, ownClock: true });
    expect(item).toMatchObject({ kind: 'rejected-messages', severity: 'alarm', count: 2 });
    expect(item?.detail.en).toContain("set the server's clock");
    expect(item?.detail.zh).toContain('校准服务器时钟');
  });

  it('comes in the order of its weight', () => {
    const clock = clockItems({ meters: [], count: 3, ownClock: true });
    const items = bySeverity([...ingestItems(2, 1), ...clock]);
    expect(items.map(({ severity }) => severity)).toEqual(['alarm', 'warning', 'info']);
  });
});
