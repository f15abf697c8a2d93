import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ConfigurationError, type Environment } from '../config/env.js';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.js';
import { migrate, readMigrations } from './migrate.js';
import { boundWaiting, waitingOn } from './pool-bound.js';

/** Calls that wait for a connection, and restarts of the embedded store since the start. */
export interface StoreLoad {
  readonly waiting: number;
  readonly restarts: number;
}

/** The open store: a TimescaleDB server or the embedded one, behind the same `DataSource`. */
export interface Database {
  readonly dataSource: DataSource;
  /** The embedded store has one connection and no background workers. */
  readonly embedded: boolean;
  readonly applied: readonly string[];
  /** Rejects when the embedded database dies and cannot be started again; never resolves. */
  readonly died: Promise<never>;
  /** What the store's bounds see now. */
  readonly load: () => StoreLoad;
  readonly close: () => Promise<void>;
}

export interface DatabaseParts {
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Folders with numbered SQL files; the numbers order them across folders. */
  readonly migrationFolders: readonly string[];
}

/** How long a question waits for the embedded store's one connection before it is answered 503. */
const EMBEDDED_WAIT_MS = 30_000;
const STATEMENT_LIMIT_MS = 120_000;

const MIN_TIMESCALE = [2, 18] as const;

const options = (
  env: Environment,
  embedded: EmbeddedDatabase | undefined,
  parts: DatabaseParts,
): DataSourceOptions => ({
  type: 'postgres',
  ...(embedded === undefined
    ? {
        url: env.database.url ?? '',
        poolSize: env.database.poolSize,
        // A question of hours on a server is a mistake; nothing of the platform needs minutes.
        extra: { connectionTimeoutMillis: 10_000, statement_timeout: STATEMENT_LIMIT_MS },
      }
    : {
        host: embedded.socketFolder,
        username: 'postgres',
        database: 'postgres',
        poolSize: 1,
        extra: { connectionTimeoutMillis: EMBEDDED_WAIT_MS },
      }),
  applicationName: 'zerofab',
  entities: [...parts.entities] as NonNullable<DataSourceOptions['entities']>,
  synchronize: false,
  installExtensions: false,
  uuidExtension: 'pgcrypto',
});

const oneLine = (error: unknown): string => {
  const text = error instanceof Error && error.message !== '' ? error.message : String(error);
  return (text.split('\n')[0] ?? '').replaceAll(/\/\/[^@/\s]*@/g, '//***@');
};

/** Refuses a server without a usable TimescaleDB, saying what to do. */
const requireTimescale = async (dataSource: DataSource): Promise<void> => {
  try {
    await dataSource.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
  } catch (error) {
    throw new ConfigurationError(
      `DATABASE_URL: the server has no usable TimescaleDB extension (${oneLine(error)}); install TimescaleDB >= 2.18 and let this user create it`,
    );
  }
  const rows = await dataSource.query<{ extversion: string }[]>(
    "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'",
  );
  const version = rows[0]?.extversion ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < MIN_TIMESCALE[0] || (major === MIN_TIMESCALE[0] && minor < MIN_TIMESCALE[1])) {
    throw new ConfigurationError(`DATABASE_URL: TimescaleDB ${version} is too old; 2.18 or later is needed`);
  }
};

const connect = async (
  env: Environment,
  embedded: EmbeddedDatabase | undefined,
  parts: DatabaseParts,
): Promise<DataSource> => {
  const dataSource = new DataSource(options(env, embedded, parts));
  try {
    await dataSource.initialize();
    boundWaiting(dataSource);
    return dataSource;
  } catch (error) {
    const name = embedded === undefined ? 'DATABASE_URL' : 'DATA_DIR';
    throw new ConfigurationError(`${name}: the database cannot be reached (${oneLine(error)})`);
  }
};

/**
 * Opens the store and brings its schema up to date.
 * @throws ConfigurationError with one line that names the variable to change.
 */
export const openDatabase = async (env: Environment, parts: DatabaseParts): Promise<Database> => {
  const embedded = env.database.url === undefined ? await startEmbeddedDatabase(env.dataDir) : undefined;
  let dataSource: DataSource | undefined;
  const close = async (): Promise<void> => {
    if (dataSource?.isInitialized === true) await dataSource.destroy();
    await embedded?.stop();
  };
  try {
    dataSource = await connect(env, embedded, parts);
    await requireTimescale(dataSource);
    const migrations = parts.migrationFolders.flatMap(readMigrations).sort((a, b) => (a.id < b.id ? -1 : 1));
    const applied = await migrate(dataSource, migrations);
    const died = embedded?.died ?? new Promise<never>(() => undefined);
    const opened = dataSource;
    const load = (): StoreLoad => ({ waiting: waitingOn(opened), restarts: embedded?.restarts() ?? 0 });
    return { dataSource, embedded: embedded !== undefined, applied, died, load, close };
  } catch (error) {
    await close();
    throw error;
  }
};
