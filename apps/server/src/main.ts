import 'reflect-metadata';
import { ConfigurationError, processEnvironment } from '@zerofab/platform';
import { DEMO_PASSWORD } from './demo/demo.service.js';
import { startServer, type RunningServer } from './server.js';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const announce = (server: RunningServer, demo: boolean): void => {
  print('');
  print(`  Zerofab is ready: ${server.url}   (API: ${server.url}/api/docs)`);
  if (server.mqttPort !== undefined)
    print(`  Meters publish to mqtt://<this host>:${String(server.mqttPort)}`);
  for (const { username, password } of server.logins)
    print(`  First login: ${username} / ${password}   (shown this once)`);
  if (demo) print(`  Demo logins: manager, auditor, viewer, admin / ${DEMO_PASSWORD}`);
  print('');
};

const fail = (error: unknown): never => {
  const line =
    error instanceof ConfigurationError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const run = async (): Promise<void> => {
  const env = processEnvironment();
  const server = await startServer(env);
  announce(server, env.demo && env.adminPassword === undefined);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await server.died;
};

run().catch(fail);
