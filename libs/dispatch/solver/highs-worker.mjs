// Solves one model after the other, away from the thread that serves MQTT and HTTP.
import { parentPort } from 'node:worker_threads';
import { solve } from './solve.mjs';

const answer = async ({ id, model, timeLimitSeconds }) => {
  try {
    parentPort.postMessage({ id, solved: await solve(model, timeLimitSeconds) });
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};
parentPort.on('message', (question) => void answer(question));
