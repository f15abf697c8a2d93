const DAY_MS = 86_400_000;

export interface QuotaLimits {
  /** Messages, and bytes of payload, that a sender may have kept per day. */
  readonly messages: number;
  readonly bytes: number;
}

interface Left {
  messages: number;
  bytes: number;
  atMs: number;
}

/** What each sender may still have kept: a day's amount at once, filled up evenly over the day. */
export class QuotaBook {
  private readonly left = new Map<string, Left>();

  constructor(private readonly limits: QuotaLimits) {}

  /** @returns whether one message of so many bytes is within the sender's quota; then it is taken off. */
  take(sender: string, bytes: number, nowMs: number): boolean {
    const before = this.left.get(sender) ?? { ...this.limits, atMs: nowMs };
    const share = Math.max(0, nowMs - before.atMs) / DAY_MS;
    const now: Left = {
      messages: Math.min(this.limits.messages, before.messages + share * this.limits.messages),
      bytes: Math.min(this.limits.bytes, before.bytes + share * this.limits.bytes),
      atMs: nowMs,
    };
    const within = now.messages >= 1 && now.bytes >= bytes;
    if (within) {
      now.messages -= 1;
      now.bytes -= bytes;
    }
    this.left.set(sender, now);
    return within;
  }
}
