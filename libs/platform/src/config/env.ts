import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** Any error of configuration: printed as one line, the process does not start. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not a URL of the form ${example}`,
  });
const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port number between 0 and 65535')
    .transform(Number)
    .refine((value) => value <= 65_535, { error: 'is not a port number between 0 and 65535' })
    .default(fallback);
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((text) => text === '1');
const whole = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `is not a whole number between ${String(min)} and ${String(max)}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: `must lie between ${String(min)} and ${String(max)}`,
    })
    .default(fallback);

const isProxy = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};

/** 0: nobody; 1: a proxy on this host; else the addresses. Undefined where it is none of these. */
const trustOf = (text: string): false | readonly string[] | undefined => {
  if (text === '0') return false;
  if (text === '1') return ['127.0.0.0/8', '::1'];
  const proxies = text.split(',').map((part) => part.trim());
  return proxies.every(isProxy) ? proxies : undefined;
};

/**
 * Every environment variable of the platform, in one place. The README's table is generated from it.
 * An unset variable and an empty one mean the same.
 * @public read by scripts/generate-settings.mjs
 */
export const environmentSchema = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database')
    .optional()
    .describe('PostgreSQL server with the TimescaleDB extension (≥ 2.18); unset: embedded, in DATA_DIR'),
  DATABASE_POOL: whole(1, 200, 10).describe('Connections to a database server'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Embedded database, evidence files, generated secrets'),
  SIGNING_KEY_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the key that signs audit bundles; unset: DATA_DIR/signing'),
  MQTT_URL: url(['mqtt:', 'mqtts:'], 'mqtt://user:password@host:1883')
    .optional()
    .describe('Outside broker with MQTT 5; unset: embedded broker on MQTT_PORT'),
  MQTT_PORT: port(1883).describe('Port of the embedded broker'),
  MQTT_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address the embedded broker listens on; 0.0.0.0 lets meters of the network in, without TLS'),
  MQTT_TLS_CERT: z
    .string()
    .min(1)
    .optional()
    .describe('PEM certificate with its chain: the embedded broker listens for TLS too (MQTTS_PORT)'),
  MQTT_TLS_KEY: z.string().min(1).optional().describe('PEM key of MQTT_TLS_CERT, without a passphrase'),
  MQTTS_PORT: port(8883).describe('Port of the embedded broker for TLS, with MQTT_TLS_CERT and MQTT_TLS_KEY'),
  MQTTS_HOST: z.string().min(1).default('0.0.0.0').describe('Address the embedded broker listens on for TLS'),
  MQTT_SHARE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters, digits, "_" or "-"')
    .optional()
    .describe('Group name: several ingest workers share the load of an outside broker'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address of API and dashboard'),
  PORT: port(3000).describe('Port of API and dashboard'),
  TRUST_PROXY: z
    .string()
    .max(1000)
    .refine((text) => trustOf(text) !== undefined, {
      error: 'must be 0, 1, or addresses of proxies such as 10.0.0.5,172.16.0.0/12',
    })
    .default('0')
    .describe('Proxies whose X-Forwarded-For and -Proto are believed: 1 for this host, or addresses'),
  ADMIN_PASSWORD: z
    .string()
    .min(8, 'is too short: give at least 8 characters')
    .max(256)
    .optional()
    .describe(
      'Password of the first admin account; unset: the demo password in demo mode, else one made and printed once',
    ),
  DEMO: flag
    .optional()
    .describe('1: demo factory and simulator; unset: 1 under npm start with nothing else set, else 0'),
  INGEST: flag.default(true).describe('0: this server takes no MQTT messages (separate ingest workers do)'),
  READINGS_RETENTION_YEARS: whole(1, 100, 20).describe(
    'Raw readings older than this are dropped, and refused on arrival',
  ),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('error, warn, info or debug'),
});

/** Where the embedded broker listens for TLS, and its PEM files. */
interface TlsSettings {
  readonly host: string;
  readonly port: number;
  readonly cert: string;
  readonly key: string;
}

export interface Environment {
  readonly database: { readonly url: string | undefined; readonly poolSize: number };
  readonly dataDir: string;
  readonly signingKeyDir: string;
  readonly mqtt: {
    readonly url: string | undefined;
    readonly port: number;
    readonly host: string;
    readonly share: string | undefined;
    /** The embedded broker's TLS listener; undefined: none. */
    readonly tls: TlsSettings | undefined;
  };
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** False, or the addresses of the proxies that are believed. */
    readonly trustProxy: false | readonly string[];
  };
  readonly adminPassword: string | undefined;
  readonly demo: boolean;
  readonly ingest: boolean;
  readonly readingsRetentionYears: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
}

/** @throws ConfigurationError where one of certificate and key is missing */
const tlsOf = (env: z.infer<typeof environmentSchema>): TlsSettings | undefined => {
  const { MQTT_TLS_CERT: cert, MQTT_TLS_KEY: key } = env;
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new ConfigurationError(
      `Bad setting: ${cert === undefined ? 'MQTT_TLS_CERT' : 'MQTT_TLS_KEY'} is missing; certificate and key go together`,
    );
  return { host: env.MQTTS_HOST, port: env.MQTTS_PORT, cert, key };
};

/**
 * Reads and checks the environment once; all bad variables are named together.
 * @throws ConfigurationError one line that names each bad variable and what it should be; never its value,
 * which may be a secret.
 */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment => {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigurationError(`Bad setting: ${lines.join('; ')}`);
  }
  const env = parsed.data;
  return {
    database: { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL },
    dataDir: env.DATA_DIR,
    signingKeyDir: env.SIGNING_KEY_DIR ?? join(env.DATA_DIR, 'signing'),
    mqtt: {
      url: env.MQTT_URL,
      port: env.MQTT_PORT,
      host: env.MQTT_HOST,
      share: env.MQTT_SHARE,
      tls: tlsOf(env),
    },
    http: { host: env.HOST, port: env.PORT, trustProxy: trustOf(env.TRUST_PROXY) ?? false },
    adminPassword: env.ADMIN_PASSWORD,
    demo: env.DEMO ?? false,
    ingest: env.INGEST,
    readingsRetentionYears: env.READINGS_RETENTION_YEARS,
    logLevel: env.LOG_LEVEL,
  };
};

/** The environment of this process: the one place that reads `process.env`. */
export const processEnvironment = (): Environment => readEnvironment(process.env);
