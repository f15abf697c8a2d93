import type { Bound } from '../ingest/events.js';
import { loginOf } from './client-id.js';
import type { DoorLimits } from './door-limits.js';

interface Subscription {
  readonly topic: string;
}

interface Queued {
  readonly topic?: string;
  readonly payload?: string | Uint8Array;
  readonly messageId?: number;
}

/** What of the broker's memory store is bounded here. */
export interface SessionMemory {
  addSubscriptions(client: { id: string }, subscriptions: readonly Subscription[]): Promise<void>;
  cleanSubscriptions(client: { id: string }): Promise<void>;
  outgoingEnqueue(subscriber: { clientId: string }, packet: Queued): Promise<void>;
  outgoingEnqueueCombi(subscribers: readonly { clientId: string }[], packet: Queued): Promise<void>;
  outgoingClearMessageId(client: { id: string }, packet: Queued): Promise<Queued | undefined>;
  outgoingStream(client: { id: string }): AsyncIterable<Queued>;
}

interface Amount {
  messages: number;
  bytes: number;
}

const sizeOf = (packet: Queued): number =>
  (packet.topic?.length ?? 0) +
  (typeof packet.payload === 'string'
    ? Buffer.byteLength(packet.payload)
    : (packet.payload?.byteLength ?? 0));

/**
 * Bounds what the embedded broker keeps for sessions in memory: sessions and queued messages per login, and the
 * queues in all. A message beyond is not queued (its readings are stored all the same); the oldest session of a login
 * gives way to a new one.
 */
export class SessionBounds {
  private readonly queued = new Map<string, Amount>();
  private readonly byLogin = new Map<string, Amount>();
  private readonly all: Amount = { messages: 0, bytes: 0 };
  private readonly sessions = new Map<string, Set<string>>();

  constructor(
    private readonly limits: DoorLimits,
    private readonly mayHear: (login: string, filter: string) => boolean,
    private readonly onBound: (bound: Bound) => void,
  ) {}

  /** Messages and bytes queued now. */
  total(): Amount {
    return { ...this.all };
  }

  /** Puts the bounds in front of a store's own methods. */
  guard(memory: SessionMemory): void {
    const add = memory.addSubscriptions.bind(memory);
    const clean = memory.cleanSubscriptions.bind(memory);
    const enqueue = memory.outgoingEnqueueCombi.bind(memory);
    const clear = memory.outgoingClearMessageId.bind(memory);
    memory.addSubscriptions = async (client, subscriptions) => {
      await this.makeRoom(client.id, memory);
      // aedes hands over all filters of a SUBSCRIBE, the refused ones too.
      const own = subscriptions.filter(({ topic }) => this.mayHear(loginOf(client.id), topic));
      await add(client, own.slice(0, this.limits.subscriptions));
    };
    memory.cleanSubscriptions = async (client) => {
      await clean(client);
      this.sessions.get(loginOf(client.id))?.delete(client.id);
      await this.purge(client.id, memory);
    };
    memory.outgoingEnqueueCombi = async (subscribers, packet) => {
      const admitted = subscribers.filter(({ clientId }) => this.admit(clientId, sizeOf(packet)));
      if (admitted.length > 0) await enqueue(admitted, packet);
    };
    memory.outgoingEnqueue = async (subscriber, packet) => memory.outgoingEnqueueCombi([subscriber], packet);
    memory.outgoingClearMessageId = async (client, packet) => {
      const removed = await clear(client, packet);
      if (removed !== undefined) this.release(client.id, sizeOf(removed));
      return removed;
    };
  }

  private async makeRoom(id: string, memory: SessionMemory): Promise<void> {
    const login = loginOf(id);
    const known = this.sessions.get(login) ?? new Set();
    this.sessions.set(login, known);
    if (known.has(id)) return;
    known.add(id);
    const [oldest] = known;
    if (known.size <= this.limits.sessionsPerLogin || oldest === undefined) return;
    this.onBound('sessions-per-login');
    await memory.cleanSubscriptions({ id: oldest });
  }

  private async purge(id: string, memory: SessionMemory): Promise<void> {
    if (!this.queued.has(id)) return;
    for await (const packet of memory.outgoingStream({ id }))
      await memory.outgoingClearMessageId({ id }, packet);
  }

  private admit(id: string, bytes: number): boolean {
    const ofLogin = this.byLogin.get(loginOf(id)) ?? NOTHING;
    const fits =
      ofLogin.messages < this.limits.queuedMessages &&
      ofLogin.bytes + bytes <= this.limits.queuedBytes &&
      this.all.bytes + bytes <= this.limits.queuedBytesInAll;
    if (!fits) {
      this.onBound('offline-queue');
      return false;
    }
    this.change(id, 1, bytes);
    return true;
  }

  private release(id: string, bytes: number): void {
    const own = this.queued.get(id);
    if (own !== undefined) this.change(id, -1, -Math.min(bytes, own.bytes));
  }

  private change(id: string, messages: number, bytes: number): void {
    changeIn(this.queued, id, messages, bytes);
    changeIn(this.byLogin, loginOf(id), messages, bytes);
    this.all.messages += messages;
    this.all.bytes += bytes;
  }
}

const NOTHING: Amount = { messages: 0, bytes: 0 };

const changeIn = (amounts: Map<string, Amount>, key: string, messages: number, bytes: number): void => {
  const before = amounts.get(key) ?? NOTHING;
  const after = { messages: before.messages + messages, bytes: before.bytes + bytes };
  if (after.messages <= 0) amounts.delete(key);
  else amounts.set(key, after);
};
