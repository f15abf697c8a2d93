import { Injectable } from '@nestjs/common';

/** How long what a meter sent speaks for its clock. */
const RECENT_MS = 15 * 60_000;
const MAX_NAMED = 5;

/** What the clocks of the meters say about the platform's own. */
export interface ClockTrouble {
  /** Meters whose readings lie more than an hour ahead of the platform's clock; some of them, by name. */
  readonly meters: readonly string[];
  readonly count: number;
  /** More meters are ahead than are not: the platform's own clock is probably behind. */
  readonly ownClock: boolean;
}

/** Remembers which meters lately sent readings ahead of the platform's clock, and which did not. */
@Injectable()
export class ClockWatch {
  private readonly last = new Map<string, { readonly atMs: number; readonly ahead: boolean }>();

  /** @param meter `{site}/{meter}` of a meter that exists */
  note(meter: string, ahead: boolean, nowMs: number): void {
    this.last.set(meter, { atMs: nowMs, ahead });
  }

  /** undefined while no meter is ahead. */
  trouble(nowMs: number): ClockTrouble | undefined {
    const recent = [...this.last].filter(([, { atMs }]) => Math.abs(nowMs - atMs) <= RECENT_MS);
    const ahead = recent.filter(([, state]) => state.ahead).map(([meter]) => meter);
    if (ahead.length === 0) return undefined;
    return {
      meters: ahead.slice(0, MAX_NAMED),
      count: ahead.length,
      ownClock: ahead.length > recent.length - ahead.length,
    };
  }
}
