// The built server as a child process on ports of its own, and its HTTP interface.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../scripts/fingerprint.mjs';

const PASSWORD = 'bench-password-1';
const START_LIMIT_MS = 120_000;

/** Whatever ends the benchmark, no process of it stays behind. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** Runs an app of the build; `stop` ends it cleanly. What it printed comes back when it dies. */
const runApp = (app, env) => {
  const program = join(root, 'dist', 'apps', app, 'apps', app, 'src', 'main.js');
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, DATABASE_URL: '', MQTT_URL: '', MQTT_SHARE: '', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const state = { child, output: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (state.output = (state.output + chunk).slice(-20_000)));
  return state;
};

const end = async ({ child }, signal = 'SIGTERM') => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
};

const until = async (state, what, test) => {
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    const found = await test();
    if (found) return found;
    if (state.child.exitCode !== null || performance.now() > deadline)
      throw new Error(`${what} did not start:\n${state.output}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** An ingest worker of its own, as apps/ingest runs on servers. */
export const startWorker = async (env) => {
  const state = runApp('ingest', { ...env, LOG_LEVEL: 'info' });
  await until(state, 'the ingest worker', () => state.output.includes('Subscribed at'));
  return { kill: () => end(state, 'SIGKILL'), stop: () => end(state), output: () => state.output };
};

const requester =
  (url, token, log = () => '') =>
  async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 400)}\n${log()}`);
    return JSON.parse(text);
  };

/**
 * Starts the server and logs in.
 * @param env DATA_DIR at least; DATABASE_URL and MQTT_URL for server mode
 * @returns `startSeconds` counts from the start of the process to the first 200 of /health/ready
 */
export const startPlatform = async (env) => {
  const began = performance.now();
  const state = runApp('server', {
    DEMO: '0',
    HOST: '127.0.0.1',
    PORT: '0',
    MQTT_PORT: '0',
    MQTT_HOST: '127.0.0.1',
    ADMIN_PASSWORD: PASSWORD,
    ...env,
  });
  const url = await until(state, 'the server', () => /ready: (http\S+)/.exec(state.output)?.[1]);
  await until(state, 'the server', async () => (await fetch(`${url}/api/v1/health/ready`)).ok);
  const startSeconds = (performance.now() - began) / 1000;
  const port = /mqtt:\/\/<this host>:(\d+)/.exec(state.output)?.[1];
  const { accessToken } = await requester(url)('POST', '/auth/login', {
    username: 'admin',
    password: PASSWORD,
  });
  const request = requester(url, accessToken, () => state.output);
  return {
    url,
    mqttUrl: env.MQTT_URL ?? `mqtt://127.0.0.1:${port}`,
    startSeconds,
    request,
    get: (path) => request('GET', path),
    /** Readings stored since the start, as /metrics tells it. */
    storedReadings: async () => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^zerofab_readings_stored_total (\d+)/m.exec(text)?.[1] ?? 0);
    },
    stop: () => end(state),
    kill: () => end(state, 'SIGKILL'),
  };
};
