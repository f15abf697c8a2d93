import type { ConsumptionSum } from '@zerofab/metering';

/** A stretch of a register, half-open, in epoch milliseconds. */
interface RegisterStretch {
  readonly registerId: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

interface Kept {
  readonly stretch: RegisterStretch;
  /** null: nothing is stored of the stretch. */
  readonly sum: ConsumptionSum | null;
}

/** Sums kept at most: some years of months of hundreds of registers, a few MB. */
const MOST = 20_000;
/** Shorter stretches are cheap to sum, and there are many. */
const SHORTEST_MS = 20 * 3_600_000;

/** A day that ended so long ago is over. */
const OVER_MS = 2 * 86_400_000;

const keyOf = ({ registerId, firstMs, lastMs }: RegisterStretch): string =>
  `${String(registerId)}:${String(firstMs)}:${String(lastMs)}`;

/**
 * Sums of stretches that were read before, kept until the roll-up changes one of their quarter hours. For a store that
 * this process alone writes to: another writer would not tell.
 */
export class ConsumptionMemo {
  /** In the order of their use, the oldest first. */
  private readonly kept = new Map<string, Kept>();
  private changes = 0;
  /** The latest end of what was ever called over: a clock that is set back makes nothing run again. */
  private latestMs = Number.NEGATIVE_INFINITY;
  private readonly reading = new Set<{ stale: boolean }>();

  /** @param enabled false where other processes write too: then nothing is kept */
  constructor(private readonly enabled: boolean) {}

  /** Whether a stretch is worth keeping. */
  keeps({ firstMs, lastMs }: Pick<RegisterStretch, 'firstMs' | 'lastMs'>): boolean {
    return this.enabled && lastMs - firstMs >= SHORTEST_MS;
  }

  /** The sum of a stretch: null where nothing is stored of it, undefined where it is not known. */
  find(stretch: RegisterStretch): ConsumptionSum | null | undefined {
    const key = keyOf(stretch);
    const known = this.kept.get(key);
    if (known === undefined) return undefined;
    this.kept.delete(key);
    this.kept.set(key, known);
    return known.sum;
  }

  /**
   * Begins to read: what it keeps counts only if nothing was changed until then.
   * @returns keeps what was read, once
   */
  begin(): (sums: readonly Kept[]) => void {
    const mine = { stale: false };
    this.reading.add(mine);
    return (sums) => {
      this.reading.delete(mine);
      if (mine.stale) return;
      for (const kept of sums) if (this.keeps(kept.stretch)) this.kept.set(keyOf(kept.stretch), kept);
      for (const key of this.kept.keys()) {
        if (this.kept.size <= MOST) break;
        this.kept.delete(key);
      }
    };
  }

  /**
   * Counts the changes of what was over at the time; undefined where other processes write too, then nobody knows.
   * Figures of a span that ends before `overMs` stay as they are while it does not move.
   */
  get revision(): number | undefined {
    return this.enabled ? this.changes : undefined;
  }

  /** What ends before is over: only late readings change it. */
  overMs(nowMs: number): number {
    return nowMs - OVER_MS;
  }

  /** Consumption of these stretches changed, or is about to. */
  forget(changed: readonly RegisterStretch[], nowMs: number): void {
    if (changed.length === 0) return;
    const overMs = this.overMs(nowMs);
    this.latestMs = Math.max(this.latestMs, overMs);
    if (changed.some(({ firstMs }) => firstMs < this.latestMs)) this.changes += 1;
    for (const read of this.reading) read.stale = true;
    const byRegister = new Map<number, RegisterStretch[]>();
    for (const one of changed)
      byRegister.set(one.registerId, [...(byRegister.get(one.registerId) ?? []), one]);
    for (const [key, { stretch }] of this.kept) {
      const touched = byRegister
        .get(stretch.registerId)
        ?.some(({ firstMs, lastMs }) => firstMs < stretch.lastMs && lastMs > stretch.firstMs);
      if (touched === true) this.kept.delete(key);
    }
  }

  /** Everything may have changed. */
  clear(): void {
    this.changes += 1;
    for (const read of this.reading) read.stale = true;
    this.kept.clear();
  }
}
