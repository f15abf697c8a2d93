import { writeSync } from 'node:fs';

/** Whatever happens, the process is gone this long after it was told to end. */
const END_LIMIT_MS = 9000;

const say = (line: string): void => {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody reads any more; the end must go on.
  }
};

/** How a process ends on a signal: once, cleanly, and in any case soon. */
export interface Ending {
  /** Says what the end waits for now; shown when it takes too long. */
  readonly waitingFor: (what: string) => void;
  /** Sets what must be done before the end; until then there is nothing to do. */
  readonly onStop: (stop: () => Promise<void>) => void;
  /** True once a signal came: whoever is still starting up need not go on. */
  readonly begun: () => boolean;
}

/**
 * Takes SIGTERM, SIGINT and the end of the process that started this one (where it holds a channel to it). Later signals
 * change nothing: the first is being obeyed.
 */
export const endOnSignals = (limitMs = END_LIMIT_MS): Ending => {
  let stop: (() => Promise<void>) | undefined;
  let waiting = 'the start to finish';
  let begun = false;
  const finish = (): void => {
    if (stop === undefined) return;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(error instanceof Error ? (error.stack ?? error.message) : String(error));
        process.exit(1);
      },
    );
  };
  const end = (): void => {
    if (begun) return;
    begun = true;
    setTimeout(() => {
      say(
        `The end took longer than ${String(limitMs / 1000)} s, it waited for ${waiting}; ended by force, nothing confirmed is lost`,
      );
      process.exit(1);
    }, limitMs);
    finish();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, end);
  // Listening for the parent's end must not keep a process alive that has nothing left to do.
  process.channel?.unref();
  return {
    waitingFor: (what) => {
      waiting = what;
    },
    onStop: (work) => {
      stop = work;
      if (begun) finish();
    },
    begun: () => begun,
  };
};
