import { readFileSync } from 'node:fs';
import { CODE_PATTERN } from '@zerofab/contracts';
import cliProgress from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ColumnMapping } from '@zerofab/meter-history';
import { parseMapping } from './mapping.js';
import { replay, type ReplayOptions, type ReplayResult } from './replay.js';

interface Flags {
  readonly url: string;
  readonly site: string;
  readonly meter: string;
  readonly username?: string;
  readonly password?: string;
  readonly passwordFile?: string;
  readonly timeColumn?: string;
  readonly timeFormat: string;
  readonly zone?: string;
  readonly map: ColumnMapping[];
  readonly batch: number;
  readonly inFlight: number;
  readonly connections: number;
  readonly speed?: number;
  readonly shuffle?: number;
  readonly limit?: number;
  readonly delimiter: string;
  readonly midnightClosesDay?: boolean;
  readonly protocol: '4' | '5';
}

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('give a number above 0');
  return value;
};

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('give a whole number');
  return value;
};

const count = (text: string): number => {
  const value = whole(text);
  if (value === 0) throw new InvalidArgumentError('give a whole number above 0');
  return value;
};

const code = (text: string): string => {
  if (!CODE_PATTERN.test(text))
    throw new InvalidArgumentError('give a code: 1 to 64 letters, digits, "_" or "-"');
  return text;
};

const passwordOf = (flags: Flags): string => {
  if (flags.password !== undefined) return flags.password;
  if (flags.passwordFile !== undefined) return readFileSync(flags.passwordFile, 'utf8').trim();
  throw new Error('Give --password or --password-file: the one that POST …/credentials showed once');
};

const toOptions = (file: string, flags: Flags): ReplayOptions => ({
  file,
  url: flags.url,
  site: flags.site,
  meter: flags.meter,
  login: { username: flags.username ?? `${flags.site}/${flags.meter}`, password: passwordOf(flags) },
  protocolVersion: flags.protocol === '5' ? 5 : 4,
  rules: {
    delimiter: flags.delimiter,
    timeColumn: flags.timeColumn,
    mappings: flags.map,
    time: { format: flags.timeFormat, zone: flags.zone, midnightClosesDay: flags.midnightClosesDay ?? false },
  },
  batch: flags.batch,
  inFlight: flags.inFlight,
  connections: flags.connections,
  speed: flags.speed,
  shuffleSeed: flags.shuffle,
  limit: flags.limit,
});

/** A bar on a terminal; a plain line every few seconds where there is none. */
const progressOf = (): {
  update: (done: { rows: number; acknowledged: number }) => void;
  stop: () => void;
} => {
  if (process.stderr.isTTY) {
    const bar = new cliProgress.SingleBar(
      { format: '{bar} {value} of {total} readings acknowledged', hideCursor: true },
      cliProgress.Presets.shades_classic,
    );
    bar.start(0, 0);
    return {
      update: ({ rows, acknowledged }) => {
        bar.setTotal(rows);
        bar.update(acknowledged);
      },
      stop: () => {
        bar.stop();
      },
    };
  }
  let last = Date.now();
  return {
    update: ({ acknowledged }) => {
      if (Date.now() - last < 3000) return;
      last = Date.now();
      console.error(`${String(acknowledged)} readings acknowledged`);
    },
    stop: () => undefined,
  };
};

const report = (result: ReplayResult): void => {
  for (const { line, reason } of result.bad) console.error(`line ${String(line)}: ${reason.en}`);
  if (result.badCount > result.bad.length)
    console.error(`… and ${String(result.badCount - result.bad.length)} more unusable rows`);
  if (result.refusal !== undefined) console.error(`refused by the broker: ${result.refusal}`);
  const rate = result.seconds > 0 ? Math.round(result.acknowledged / result.seconds) : 0;
  console.log(`rows read     ${String(result.rows)}`);
  console.log(`published     ${String(result.published)}`);
  console.log(`acknowledged  ${String(result.acknowledged)}`);
  console.log(`unusable      ${String(result.badCount)}`);
  console.log(`seconds       ${result.seconds.toFixed(1)} (${String(rate)} readings/s)`);
};

/** `replay FILE.csv`: a meter's history from a CSV over MQTT. */
export const replayCommand = (): Command =>
  new Command('replay')
    .description('Publish a CSV of meter history over MQTT (QoS 1), as a gateway would')
    .argument('<file>', 'CSV file with a header line; a byte order mark is fine')
    .requiredOption('--site <code>', 'site code', code)
    .requiredOption('--meter <code>', 'meter code', code)
    .requiredOption(
      '--map <Column=register[*scale]>',
      "column of a register's values; repeat for more",
      (text: string, all: ColumnMapping[] | undefined) => [...(all ?? []), parseMapping(text)],
    )
    .option('--url <url>', 'broker', 'mqtt://127.0.0.1:1883')
    .option('--username <name>', 'MQTT user; default site/meter')
    .option('--password <text>', 'MQTT password')
    .option('--password-file <file>', 'file that holds the MQTT password')
    .option('--time-column <name>', 'column of the time; default the first')
    .option('--time-format <format>', 'luxon tokens such as "dd/MM/yyyy HH:mm", or iso, or epoch-ms', 'iso')
    .option('--zone <zone>', 'IANA time zone of local times, e.g. Asia/Seoul')
    .option('--midnight-closes-day', 'a row stamped 00:00 stands for 24:00 of its date')
    .option('--batch <n>', 'readings a message (a message over 256 KiB is divided)', count, 1)
    .option('--in-flight <n>', 'messages under way without acknowledgement', count, 1000)
    .option('--connections <n>', 'MQTT connections that take turns', count, 1)
    .addOption(
      new Option('--speed <factor>', 'times real time; default as fast as the broker acknowledges')
        .argParser(positive)
        .conflicts('shuffle'),
    )
    .option('--shuffle <seed>', 'send in an order drawn from this number; holds the file in memory', whole)
    .option('--limit <n>', 'stop after so many rows', count)
    .option('--delimiter <char>', 'column separator', ',')
    .addOption(
      new Option(
        '--protocol <version>',
        '4 (MQTT 3.1.1, as the embedded broker) or 5, which falls back to 4 where the broker refuses it',
      )
        .choices(['4', '5'])
        .default('4'),
    )
    .action(async (file: string, flags: Flags) => {
      const options = toOptions(file, flags);
      const ending = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => {
          ending.abort();
        });
      const progress = progressOf();
      try {
        const result = await replay({ ...options, signal: ending.signal }, progress.update);
        progress.stop();
        report(result);
        const complete =
          !ending.signal.aborted && result.refusal === undefined && result.acknowledged === result.published;
        if (!complete || result.badCount > 0) process.exitCode = 1;
      } finally {
        progress.stop();
      }
    });
