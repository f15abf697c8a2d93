/** Many screens ask for the same: one answer serves them for this long, until a record changes. */
const REUSE_MS = 60_000;
const MOST = 200;
/** An answer that is older is not shown while a newer one is worked out. */
const STALE_MS = 600_000;

/** Answers of the last minute, forgotten once a record changes. */
export class Recent<T> {
  private readonly kept = new Map<
    string,
    { readonly atMs: number; readonly seq: number; readonly answer: Promise<T> }
  >();

  /**
   * As `get`, but an answer of the last minutes is given at once while a newer one is worked out for whoever asks next: for a
   * page that must not wait for it.
   */
  async soon(key: string, seq: number, nowMs: number, work: () => Promise<T>): Promise<T> {
    const before = this.kept.get(key);
    const answer = this.get(key, seq, nowMs, work);
    if (before === undefined || nowMs - before.atMs >= STALE_MS) return answer;
    answer.catch(() => undefined);
    return before.answer;
  }

  /** @param seq number of the last change of any record */
  async get(key: string, seq: number, nowMs: number, work: () => Promise<T>): Promise<T> {
    const before = this.kept.get(key);
    if (before !== undefined && before.seq === seq && nowMs - before.atMs < REUSE_MS) return before.answer;
    for (const [old, { atMs }] of this.kept)
      if (nowMs - atMs >= STALE_MS || this.kept.size >= MOST) this.kept.delete(old);
    const answer = work();
    this.kept.set(key, { atMs: nowMs, seq, answer });
    answer.catch(() => this.kept.delete(key));
    return answer;
  }
}
