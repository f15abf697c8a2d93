// Strangers open connections, announce a body and send one byte now and then; others must not notice.
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, end, launch, logIn, PASSWORD, residentMb, untilReady } from './processes/server.mjs';

const STRANGERS = 300;
const LIMIT_MS = 150_000;

const dawdle = (url, path) => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const state = { closed: false, answer: '' };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => (state.answer += chunk));
  socket.once('close', () => (state.closed = true));
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
  );
  const timer = setInterval(() => socket.writable && socket.write(' '), 5000);
  socket.once('close', () => clearInterval(timer));
  return { state, end: () => socket.destroy() };
};

export const drill = {
  name: 'slow-body',
  what: `${STRANGERS} strangers send bodies that never end`,
  async run({ folder, dist }) {
    const server = launch(dist, { DATA_DIR: join(folder, 'data') });
    const { url } = await untilReady(server);
    const paths = ['/api/v1/auth/login', '/api/v1/accounting/calculate'];
    const strangers = Array.from({ length: STRANGERS }, (_, n) => dawdle(url, paths[n % 2]));
    const began = Date.now();
    let slowest = 0;
    const open = () => strangers.filter(({ state }) => !state.closed).length;
    while (open() > 0 && Date.now() - began < LIMIT_MS) {
      slowest = Math.max(slowest, (await ask(url, '/health/live')).ms);
      await sleep(500);
    }
    const left = open();
    const took = Date.now() - began;
    const large = await ask(url, '/accounting/calculate', {
      method: 'POST',
      token: await logIn(url, 'admin', PASSWORD),
      body: { formula: 'x'.repeat(5_000_000), inputs: {} },
    });
    const memory = residentMb(server.child.pid);
    for (const stranger of strangers) stranger.end();
    const ended = await end(server);
    return {
      'slow bodies': STRANGERS,
      'still open at the end': left,
      'all closed after, ms': took,
      "others' slowest health/live, ms": Math.round(slowest),
      'answer to a body of 5 MB': large.status,
      'memory, MB': memory,
      'clean end, ms': ended.ms,
      failures: left + (large.status === 413 ? 0 : 1) + (ended.code === 0 ? 0 : 1),
    };
  },
};
