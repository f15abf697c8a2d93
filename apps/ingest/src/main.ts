import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigurationError, endOnSignals, openDatabase, processEnvironment } from '@zerofab/platform';
import { FrontDoors, TelemetryModule, telemetryStoreParts } from '@zerofab/telemetry';
import { workerClientId } from './client-id.js';

const run = async (): Promise<void> => {
  const ending = endOnSignals();
  const env = processEnvironment();
  if (env.database.url === undefined) {
    throw new ConfigurationError(
      'DATABASE_URL is not set: an ingest worker shares a database server; the embedded store serves one process',
    );
  }
  if (env.mqtt.url === undefined)
    throw new ConfigurationError('MQTT_URL is not set: an ingest worker reads from an outside broker');
  const database = await openDatabase(env, telemetryStoreParts);
  const app = await NestFactory.createApplicationContext(
    TelemetryModule.forStore({ dataSource: database.dataSource, retentionYears: env.readingsRetentionYears }),
    { abortOnError: false },
  );
  const doors = app.get(FrontDoors);
  const door = { ...env.mqtt, clientId: workerClientId(env.dataDir) };
  const stop = async (): Promise<void> => {
    await doors.stop();
    await app.close();
    await database.close();
  };
  if (process.argv.includes('--retire')) {
    const queued = await doors.retire(door, env.mqtt.url);
    await stop();
    process.stdout.write(
      `Retired: ${String(queued)} queued messages stored, the broker keeps nothing more\n`,
    );
    return;
  }
  await doors.start(door);
  ending.onStop(stop);
};

run().catch((error: unknown) => {
  const known = error instanceof ConfigurationError;
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
