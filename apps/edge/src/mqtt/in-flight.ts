/** Lets at most `limit` tasks run at once; `run` waits for a place and does not wait for the task. */
export class InFlight {
  private running = 0;
  private stopped = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Starts a task, which handles its own failure, when there is a place; not after `stop`. */
  async run(task: () => Promise<void>): Promise<void> {
    while (!this.stopped && this.running >= this.limit) await this.change();
    if (this.stopped) return;
    this.running += 1;
    void task().finally(() => {
      this.running -= 1;
      this.wake();
    });
  }

  /** Waits until every task is done, or until `stop`. */
  async idle(): Promise<void> {
    while (!this.stopped && this.running > 0) await this.change();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  private async change(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
