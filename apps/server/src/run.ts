import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError, endOnSignals, processEnvironment } from '@zerofab/platform';
import { DEMO_PASSWORD } from './demo/public-password.js';
import { startServer, type RunningServer } from './server.js';

const START_GRACE_MS = 3000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const announce = (server: RunningServer, demo: boolean, mqttHost: string): void => {
  print('');
  print(`  Zerofab is ready: ${server.url}   (API: ${server.url}/api/docs)`);
  if (server.mqttPort !== undefined)
    print(`  Meters publish to mqtt://<this host>:${String(server.mqttPort)}`);
  if (server.mqttsPort !== undefined)
    print(`  and by TLS to mqtts://<this host>:${String(server.mqttsPort)}`);
  if (server.mqttPort !== undefined && server.mqttsPort === undefined && mqttHost === '127.0.0.1')
    print('  (from this machine alone; for meters in the network set MQTT_HOST, such as MQTT_HOST=0.0.0.0)');
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
  // At once, past every buffer: the process ends with the next statement.
  writeSync(2, `${line}\n`);
  process.exit(1);
};

/**
 * Runs the platform until it is told to end.
 * @param handOver called once this function takes the signals itself
 */
export const run = async (handOver: () => void): Promise<void> => {
  const ending = endOnSignals();
  handOver();
  let started = false;
  try {
    const env = processEnvironment();
    const starting = startServer(env, ending);
    // A signal during the start: a start that is nearly done ends cleanly. One that is not is left where it is, as a
    // power cut would leave it: a store half made lies aside, what was committed is in the log.
    ending.onStop(async () => {
      const begunStart = starting.then(
        async (server) => server.stop(),
        () => undefined,
      );
      await (started ? begunStart : Promise.race([begunStart, sleep(START_GRACE_MS)]));
    });
    const server = await starting;
    started = true;
    if (!ending.begun()) announce(server, env.demo && env.adminPassword === undefined, env.mqtt.host);
    await server.died;
  } catch (error) {
    fail(error);
  }
};
