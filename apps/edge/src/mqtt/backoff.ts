const LONGEST_WAIT_MS = 15_000;

/**
 * Waits before a broker is asked again: each twice the one before, at most 15 s. Half of a wait is drawn by lot, so that
 * a thousand meters do not come back in the same instant.
 */
export class Backoff {
  private nextMs: number;

  constructor(private readonly firstMs: number) {
    this.nextMs = firstMs;
  }

  /** The next wait in whole milliseconds, at least 1: MQTT.js never comes back after a wait of 0. */
  next(): number {
    const waitMs = Math.max(1, Math.round(this.nextMs * (0.5 + Math.random() / 2)));
    this.nextMs = Math.min(this.nextMs * 2, LONGEST_WAIT_MS);
    return waitMs;
  }

  /** The broker took us: the next wait is the shortest again. */
  reset(): void {
    this.nextMs = this.firstMs;
  }
}
