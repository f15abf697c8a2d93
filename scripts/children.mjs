// Children of the starting scripts: signals are handed on, none stays behind, exit codes are kept.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];
const CHECK_MS = 500;

const running = new Set();
let received;

/** What a shell would say of a process: its exit code, or 128 + the signal that ended it. */
export const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 1);

/** The signal this process got, if any: whoever is about to start something need not. */
export const signalled = () => received;

const handOn = (signal) => {
  received ??= signal;
  for (const child of running) child.kill(signal);
  if (running.size === 0) process.exit(exitCodeOf(null, signal));
};

/** Starts a child; resolves with `{ code, signal }` when it ended. */
export const runChild = (command, args, options, onStart = () => undefined) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    running.add(child);
    onStart(child);
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });

/**
 * Takes the signals of this process from now on. Under npm the shell between npm and this process dies of a signal that
 * was meant for all of them and tells nobody: then this process has another parent, and its children must end too.
 */
export const handOnSignals = () => {
  for (const signal of SIGNALS) process.on(signal, () => handOn(signal));
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) handOn('SIGTERM');
  }, CHECK_MS).unref();
};
