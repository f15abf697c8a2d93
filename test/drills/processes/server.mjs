// The built server as a process of its own, for drills: started, asked, watched, ended in every way there is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const PASSWORD = 'drill-password-1';
export const DEMO_PASSWORD = 'zerofab-demo';

/** Whatever ends a drill, no process of it stays behind. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Ends every process that a drill left. */
export const endAll = async () => {
  await Promise.all([...running].map((child) => (child.kill('SIGKILL'), once(child, 'exit'))));
};

/** The command line of a build's server, as `npm start` gives it. */
export const startOf = (dist) => [
  process.execPath,
  '--max-semi-space-size=8',
  join(dist, 'apps/server/apps/server/src/main.js'),
];

/**
 * Starts the server of a build and does not wait for it.
 * @returns its process, what it printed so far, and a promise of how it ended: `{ code, signal, at }`
 */
export const launch = (dist, env, command = startOf(dist)) => {
  const [file, ...args] = command;
  const child = spawn(file, args, {
    cwd: dirname(dist),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: '0',
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: '0',
      DEMO: '0',
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'info',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const state = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => (state.output = (state.output + chunk).slice(-100_000)));
  child.stderr.on('data', (chunk) => (state.errors = (state.errors + chunk).slice(-100_000)));
  const ended = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    return { code, signal, at: Date.now() };
  });
  return { child, ended, output: () => state.output, errors: () => state.errors };
};

/** Resident memory of a process in MB; 0 where the system does not tell or the process is gone. */
export const residentMb = (pid) => {
  try {
    const pages = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(pages ?? 0) / 1024);
  } catch {
    return 0;
  }
};

/**
 * Waits until the server says that it is ready.
 * @throws Error with what it printed when it ended, or was silent for `limitMs`
 */
export const untilReady = async (server, limitMs = 120_000) => {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const url = /ready: (http\S+)/.exec(server.output())?.[1];
    if (url !== undefined) {
      const port = /mqtt:\/\/<this host>:(\d+)/.exec(server.output())?.[1];
      return { url, mqttUrl: `mqtt://127.0.0.1:${port}` };
    }
    if (server.child.exitCode !== null || server.child.signalCode !== null)
      throw new Error(`the server ended instead of starting: ${server.errors().trim().slice(0, 600)}`);
    if (Date.now() > deadline) throw new Error(`not ready within ${limitMs / 1000} s`);
    await sleep(20);
  }
};

/** Ends it by a signal; after `limitMs` by force. Answers milliseconds, the exit and whether force was needed. */
export const end = async (server, signal = 'SIGTERM', limitMs = 20_000) => {
  const began = Date.now();
  server.child.kill(signal);
  const timer = setTimeout(() => server.child.kill('SIGKILL'), limitMs);
  const { code, signal: by } = await server.ended;
  clearTimeout(timer);
  return { ms: Date.now() - began, code, forced: by === 'SIGKILL' && signal !== 'SIGKILL' };
};

/** One request; never throws: a connection that fails has status 0. */
export const ask = async (
  url,
  path,
  { token, method = 'GET', body, headers = {}, limitMs = 60_000 } = {},
) => {
  const began = performance.now();
  try {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limitMs),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : {};
    return { status: response.status, ms: performance.now() - began, json, bytes: text.length };
  } catch (error) {
    return { status: 0, ms: performance.now() - began, json: {}, bytes: 0, error: String(error) };
  }
};

export const logIn = async (url, username, password) => {
  const { json, status } = await ask(url, '/auth/login', { method: 'POST', body: { username, password } });
  if (status !== 200 && status !== 201) throw new Error(`log-in of ${username}: ${status}`);
  return json.accessToken;
};
