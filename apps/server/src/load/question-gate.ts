import { refused, type Labels, type RefusedError } from '@zerofab/vocabulary';

/** How many questions may run, wait, and belong to one login; how long one waits. */
export interface GateLimits {
  readonly running: number;
  readonly waiting: number;
  readonly perLogin: number;
  readonly waitMs: number;
}

interface Waiting {
  readonly start: () => void;
}

/** Refusals of a gate, by the bound that refused. */
export type GateBound = 'queue' | 'login' | 'wait';

const TEXTS: Labels<GateBound> = {
  queue: {
    zh: '等待中的长时间查询过多；请稍后重试',
    en: 'Too many long questions are waiting already; try again in a moment',
  },
  login: {
    zh: '该登录用户正在进行的长时间查询过多；请等待其结果',
    en: 'This login has too many long questions under way; wait for their answers',
  },
  wait: {
    zh: '前面的长时间查询耗时过久；请稍后重试',
    en: 'The long questions before this one took too long; try again in a moment',
  },
};

/**
 * Lets few long questions run at once. Those that follow wait in line, a bounded time in a bounded line; the same
 * question asked again while it is under way gets the one answer.
 */
export class QuestionGate {
  private running = 0;
  private readonly line: Waiting[] = [];
  private readonly byLogin = new Map<string, number>();
  private readonly underWay = new Map<string, Promise<unknown>>();
  readonly refused: Record<GateBound, number> = { queue: 0, login: 0, wait: 0 };
  shared = 0;

  constructor(readonly limits: GateLimits) {}

  load(): { readonly running: number; readonly waiting: number } {
    return { running: this.running, waiting: this.line.length };
  }

  /**
   * @param key what makes two questions the same: URL and rights
   * @param login whose question it is
   * @throws RefusedError `busy` beyond a bound; whatever `work` throws
   */
  async ask<T>(key: string, login: string, work: () => Promise<T>): Promise<T> {
    const same = this.underWay.get(key);
    if (same !== undefined) {
      this.shared += 1;
      return (await same) as T;
    }
    const answer = this.inTurn(login, work).finally(() => {
      this.underWay.delete(key);
    });
    this.underWay.set(key, answer);
    return answer;
  }

  private async inTurn<T>(login: string, work: () => Promise<T>): Promise<T> {
    const own = this.byLogin.get(login) ?? 0;
    if (own >= this.limits.perLogin) throw this.refusal('login');
    this.byLogin.set(login, own + 1);
    try {
      await this.turn();
      try {
        return await work();
      } finally {
        this.leave();
      }
    } finally {
      const left = (this.byLogin.get(login) ?? 1) - 1;
      if (left === 0) this.byLogin.delete(login);
      else this.byLogin.set(login, left);
    }
  }

  private async turn(): Promise<void> {
    if (this.running < this.limits.running) {
      this.running += 1;
      return;
    }
    if (this.line.length >= this.limits.waiting) throw this.refusal('queue');
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.line.splice(this.line.indexOf(waiting), 1);
        reject(this.refusal('wait'));
      }, this.limits.waitMs);
      this.line.push(waiting);
    });
  }

  /** The place goes to the next in line, or is free. */
  private leave(): void {
    const next = this.line.shift();
    if (next === undefined) this.running -= 1;
    else next.start();
  }

  private refusal(bound: GateBound): RefusedError {
    this.refused[bound] += 1;
    return refused('busy', TEXTS[bound]);
  }
}
