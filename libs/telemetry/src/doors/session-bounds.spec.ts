import { describe, expect, it } from 'vitest';
import { DOOR_LIMITS } from './door-limits.js';
import { SessionBounds, type SessionMemory } from './session-bounds.js';

interface Packet {
  readonly topic: string;
  readonly payload: Buffer;
  readonly messageId?: number;
}

/** The broker's memory store in small. */
const store = () => {
  const subscriptions = new Map<string, string[]>();
  const queues = new Map<string, Packet[]>();
  const memory: SessionMemory = {
    addSubscriptions: async ({ id }, subs) =>
      void subscriptions.set(id, [...(subscriptions.get(id) ?? []), ...subs.map(({ topic }) => topic)]),
    cleanSubscriptions: async ({ id }) => void subscriptions.delete(id),
    outgoingEnqueue: async () => Promise.reject(new Error('not used')),
    outgoingEnqueueCombi: async (subs, packet) => {
      for (const { clientId } of subs)
        queues.set(clientId, [...(queues.get(clientId) ?? []), packet as Packet]);
    },
    outgoingClearMessageId: async ({ id }, { messageId }) => {
      const queue = queues.get(id) ?? [];
      const index = queue.findIndex((packet) => packet.messageId === messageId);
      return index < 0 ? undefined : queue.splice(index, 1)[0];
    },
    outgoingStream: ({ id }) =>
      (async function* () {
        yield* (queues.get(id) ?? []).slice();
      })(),
  };
  return { memory, subscriptions, queues };
};
const packet = (bytes: number): Packet => ({ topic: '', payload: Buffer.alloc(bytes) });

const bounded = (limits: Partial<Record<keyof typeof DOOR_LIMITS, number>> = {}) => {
  const { memory, subscriptions, queues } = store();
  const hits: string[] = [];
  const bounds = new SessionBounds(
    { ...DOOR_LIMITS, ...limits },
    (login, filter) => filter.startsWith(login),
    (bound) => hits.push(bound),
  );
  bounds.guard(memory);
  return { memory, bounds, subscriptions, queues, hits };
};

describe('SessionBounds', () => {
  it('queues up to the messages of a login over all its sessions, and goes on when some were taken', async () => {
    const { memory, bounds, queues, hits } = bounded({ queuedMessages: 3 });
    for (const id of ['a|1', 'a|2', 'a|1', 'a|2', 'b|1'])
      await memory.outgoingEnqueue({ clientId: id }, packet(10));
    expect([queues.get('a|1')?.length, queues.get('a|2')?.length, queues.get('b|1')?.length]).toEqual([
      2, 1, 1,
    ]);
    expect(hits).toEqual(['offline-queue']);
    expect(bounds.total()).toEqual({ messages: 4, bytes: 40 });
    await memory.outgoingClearMessageId({ id: 'a|1' }, {});
    await memory.outgoingClearMessageId({ id: 'a|1' }, { messageId: 7 });
    expect(bounds.total()).toEqual({ messages: 3, bytes: 30 });
    await memory.outgoingEnqueue({ clientId: 'a|2' }, packet(10));
    expect(queues.get('a|2')).toHaveLength(2);
  });

  it('counts bytes per login and in all, to the byte', async () => {
    const { memory, queues, bounds } = bounded({ queuedBytes: 100, queuedBytesInAll: 150 });
    await memory.outgoingEnqueueCombi([{ clientId: 'a|1' }, { clientId: 'b|1' }], packet(60));
    await memory.outgoingEnqueue({ clientId: 'a|1' }, packet(41));
    expect(bounds.total().bytes).toBe(120);
    await memory.outgoingEnqueue({ clientId: 'a|1' }, packet(31));
    await memory.outgoingEnqueue({ clientId: 'a|1' }, packet(30));
    expect(bounds.total()).toEqual({ messages: 3, bytes: 150 });
    expect(queues.get('a|1')).toHaveLength(2);
  });

  it('lets the oldest session of a login give way, with its queue', async () => {
    const { memory, subscriptions, queues, bounds, hits } = bounded({ sessionsPerLogin: 2 });
    await memory.addSubscriptions({ id: 'a|1' }, [{ topic: 'a/x' }]);
    await memory.outgoingEnqueue({ clientId: 'a|1' }, packet(5));
    await memory.addSubscriptions({ id: 'a|1' }, [{ topic: 'a/y' }]);
    await memory.addSubscriptions({ id: 'a|2' }, [{ topic: 'a/x' }]);
    expect(hits).toEqual([]);
    await memory.addSubscriptions({ id: 'a|3' }, [{ topic: 'a/x' }]);
    expect([...subscriptions.keys()]).toEqual(['a|2', 'a|3']);
    expect(queues.get('a|1')).toEqual([]);
    expect(bounds.total()).toEqual({ messages: 0, bytes: 0 });
    expect(hits).toEqual(['sessions-per-login']);
  });

  it('remembers no filter that the login may not hear, and no more than the bound', async () => {
    const { memory, subscriptions } = bounded({ subscriptions: 2 });
    await memory.addSubscriptions(
      { id: 'a|1' },
      ['#', 'b/x', 'a/1', 'a/2', 'a/3'].map((topic) => ({ topic })),
    );
    expect(subscriptions.get('a|1')).toEqual(['a/1', 'a/2']);
  });
});
