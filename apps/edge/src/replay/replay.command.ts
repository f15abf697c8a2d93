import { createWriteStream, readFileSync } from 'node:fs';
import { CODE_PATTERN } from '@zerofab/contracts';
import { csvText } from '@zerofab/csv';
import cliProgress from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ENCODINGS, type ColumnMapping, type Encoding } from '@zerofab/meter-history';
import { parseFilter, parseMapping, parseRegister } from './mapping.js';
import { isComplete, report } from './report.js';
import { replay, type ReplayOptions } from './replay.js';

interface Flags {
  readonly url: string;
  readonly site: string;
  readonly meter: string;
  readonly username?: string;
  readonly password?: string;
  readonly passwordFile?: string;
  readonly timeColumn?: string[];
  readonly timeFormat?: string;
  readonly zone?: string;
  readonly map?: ColumnMapping[];
  readonly register?: ColumnMapping;
  readonly where?: { readonly column: string; readonly value: string }[];
  readonly encoding?: Encoding;
  readonly decimal?: '.' | ',';
  readonly skipLines?: number;
  readonly intervalStart?: boolean;
  readonly intervalEnd?: boolean;
  readonly refused?: string;
  readonly batch?: number;
  readonly inFlight: number;
  readonly connections: number;
  readonly speed?: number;
  readonly shuffle?: number;
  readonly limit?: number;
  readonly delimiter?: string;
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

const isHttp = (url: string): boolean => /^https?:/.test(url);

const labelOf = (flags: Flags): 'start' | 'end' | undefined => {
  if (flags.intervalStart === true) return 'start';
  return flags.intervalEnd === true ? 'end' : undefined;
};

const rulesOf = (flags: Flags): ReplayOptions['rules'] => {
  const mappings = [...(flags.map ?? []), ...(flags.register === undefined ? [] : [flags.register])];
  if (mappings.length === 0)
    throw new Error('Give --map Column=register, or --register for the only values of a file');
  return {
    zone: flags.zone,
    mappings,
    timeColumns: flags.timeColumn,
    timeFormat: flags.timeFormat,
    midnightClosesDay: flags.midnightClosesDay,
    decimal: flags.decimal,
    label: labelOf(flags),
    where: flags.where ?? [],
    encoding: flags.encoding,
    delimiter: flags.delimiter,
    skipLines: flags.skipLines,
  };
};

const toOptions = (file: string, flags: Flags): ReplayOptions => ({
  file,
  url: flags.url,
  site: flags.site,
  meter: flags.meter,
  login: { username: flags.username ?? `${flags.site}/${flags.meter}`, password: passwordOf(flags) },
  protocolVersion: flags.protocol === '5' ? 5 : 4,
  rules: rulesOf(flags),
  batch: flags.batch ?? (isHttp(flags.url) ? 1000 : 1),
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

/** Every row that cannot be used, in a file of its own: line and reason. */
const refusedRows = (
  file: string | undefined,
): { onBad: ReplayOptions['onBad']; close: () => Promise<void> } => {
  if (file === undefined) return { onBad: () => undefined, close: async () => Promise.resolve() };
  const stream = createWriteStream(file);
  stream.write(csvText([['line', 'reason']], { mark: false }));
  return {
    onBad: ({ line, reason }) => stream.write(csvText([[line, reason.en]], { mark: false })),
    close: async () =>
      new Promise((resolve) => {
        stream.end(resolve);
      }),
  };
};

/** How the file is written, where it should not be detected. */
const withFileFlags = (command: Command): Command =>
  command
    .option(
      '--map <Column=register[*scale]>',
      "column of a register's values; repeat for more",
      (text: string, all: ColumnMapping[] | undefined) => [...(all ?? []), parseMapping(text)],
    )
    .option(
      '--register <register[*scale]>',
      'register of the only values of a file, wide rows too',
      parseRegister,
    )
    .option(
      '--where <Column=value>',
      'only rows of this value: one meter of several; repeat for more',
      (text: string, all: ReturnType<typeof parseFilter>[] | undefined) => [
        ...(all ?? []),
        parseFilter(text),
      ],
    )
    .option(
      '--time-column <name>',
      'column of the time; twice for date and time in two; default: detected',
      (text: string, all: string[] | undefined) => [...(all ?? []), text],
    )
    .option(
      '--time-format <format>',
      'ymd, dmy, mdy, excel, epoch-s, epoch-ms, iso, or luxon tokens such as "dd/MM/yyyy HH:mm"; default: detected',
    )
    .option('--zone <zone>', 'IANA time zone of local times, e.g. Asia/Seoul')
    .option('--midnight-closes-day', 'a row stamped 00:00 stands for 24:00 of its date')
    .addOption(
      new Option('--interval-start', 'times are the start of their interval; default: detected').conflicts(
        'intervalEnd',
      ),
    )
    .option('--interval-end', 'times are the end of their interval, or the moment of a reading')
    .addOption(new Option('--decimal <sign>', 'decimal sign; default: detected').choices(['.', ',']))
    .addOption(new Option('--encoding <name>', 'text encoding; default: detected').choices(ENCODINGS))
    .option('--skip-lines <n>', 'lines before the header; default: detected', whole)
    .option('--refused <file>', 'write every row that cannot be used to this file, with its reason')
    .option('--delimiter <char>', 'column separator; default: detected');

/** Where the readings go, and how fast. */
const withSendFlags = (command: Command): Command =>
  command
    .option(
      '--url <url>',
      'broker, or http://… of the platform, which tells what became of each',
      'mqtt://127.0.0.1:1883',
    )
    .option('--username <name>', 'MQTT user; default site/meter')
    .option('--password <text>', 'MQTT password')
    .option('--password-file <file>', 'file that holds the MQTT password')
    .option(
      '--batch <n>',
      'readings a message (a message over 256 KiB is divided); default 1, over HTTP 1000',
      count,
    )
    .option('--in-flight <n>', 'messages under way without acknowledgement', count, 1000)
    .option('--connections <n>', 'MQTT connections that take turns', count, 1)
    .addOption(
      new Option('--speed <factor>', 'times real time; default as fast as the broker acknowledges')
        .argParser(positive)
        .conflicts('shuffle'),
    )
    .option('--shuffle <seed>', 'send in an order drawn from this number; holds the file in memory', whole)
    .option('--limit <n>', 'stop after so many rows', count)
    .addOption(
      new Option(
        '--protocol <version>',
        '4 (MQTT 3.1.1, as the embedded broker) or 5, which falls back to 4 where the broker refuses it',
      )
        .choices(['4', '5'])
        .default('4'),
    );

const run = async (file: string, flags: Flags): Promise<void> => {
  const options = toOptions(file, flags);
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      ending.abort();
    });
  const refused = refusedRows(flags.refused);
  const progress = progressOf();
  try {
    const onNotes = (notes: readonly string[]): void => {
      for (const note of notes) console.error(note);
    };
    const result = await replay(
      { ...options, signal: ending.signal, onNotes, onBad: refused.onBad },
      progress.update,
    );
    progress.stop();
    report(result);
    if (ending.signal.aborted || !isComplete(result)) process.exitCode = 1;
  } finally {
    progress.stop();
    await refused.close();
  }
};

/** `replay FILE`: a meter's history from a file, over MQTT or HTTP. */
export const replayCommand = (): Command =>
  withSendFlags(
    withFileFlags(
      new Command('replay')
        .description('Send a file of meter history over MQTT (QoS 1), as a gateway would, or over HTTP')
        .argument('<file>', 'CSV, XLSX, NEM12 or Green Button XML; how it is written is detected')
        .requiredOption('--site <code>', 'site code', code)
        .requiredOption('--meter <code>', 'meter code', code),
    ),
  ).action(run);
