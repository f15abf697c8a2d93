// Loaded into the server before everything else (node --import): SIGUSR2 ends its store worker, as a crash would.
import { syncBuiltinESMExports } from 'node:module';
import workers from 'node:worker_threads';

let last;
const { Worker } = workers;
workers.Worker = class extends Worker {
  constructor(...args) {
    super(...args);
    last = this;
  }
};
syncBuiltinESMExports();
process.on('SIGUSR2', () => void last?.terminate());
