interface Entry<T> {
  readonly item: T;
  readonly bytes: number;
}

/**
 * A queue that serves its senders in turn, one item each: who sends a thousand waits for his own thousand, the others
 * do not. The items of one sender keep their order.
 */
export class FairQueue<T> {
  private readonly senders = new Map<string, Entry<T>[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(sender: string, item: T, bytes: number): void {
    const entries = this.senders.get(sender);
    if (entries === undefined) this.senders.set(sender, [{ item, bytes }]);
    else entries.push({ item, bytes });
    this.count += 1;
  }

  /** Takes up to `maxItems` items and about `maxBytes` bytes, one item at least; none of an empty queue. */
  take(maxItems: number, maxBytes: number): T[] {
    const taken: T[] = [];
    const served = new Map<string, number>();
    let bytes = 0;
    for (let round = 0; taken.length < Math.min(maxItems, this.count); round += 1) {
      const before = taken.length;
      for (const [sender, entries] of this.senders) {
        const entry = entries[round];
        if (entry === undefined) continue;
        bytes += entry.bytes;
        if (taken.length > 0 && (taken.length >= maxItems || bytes > maxBytes))
          return this.without(served, taken);
        taken.push(entry.item);
        served.set(sender, round + 1);
      }
      if (taken.length === before) break;
    }
    return this.without(served, taken);
  }

  /** Drops what was served; who was served stands behind the others next time. */
  private without(served: ReadonlyMap<string, number>, taken: T[]): T[] {
    for (const [sender, count] of served) {
      const rest = this.senders.get(sender)?.slice(count) ?? [];
      this.senders.delete(sender);
      if (rest.length > 0) this.senders.set(sender, rest);
    }
    this.count -= taken.length;
    return taken;
  }
}
