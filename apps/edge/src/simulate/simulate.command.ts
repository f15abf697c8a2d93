import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { readPlant } from './plant.js';
import { parseRegister, simulateSingle, type SingleRegister } from './single.js';
import { Simulator } from './simulator.js';

interface Flags {
  readonly url: string;
  readonly plant?: string;
  readonly credentials?: string;
  readonly state?: string;
  readonly backfillMonths: number;
  readonly every: number;
  readonly site?: string;
  readonly meter?: string;
  readonly username?: string;
  readonly password?: string;
  readonly passwordFile?: string;
  readonly register?: SingleRegister[];
}

const STOP_LIMIT_MS = 5000;

const seconds = (text: string): number => {
  const value = Number(text);
  if (!(value >= 0.1 && value <= 3600)) throw new InvalidArgumentError('give seconds from 0.1 to 3600');
  return value;
};

const months = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 120)
    throw new InvalidArgumentError('give whole months from 0 to 120');
  return value;
};

/** Calls `stop` once on SIGINT, SIGTERM, or when the parent process is gone; ends the process at last. */
const onStop = (stop: () => Promise<void>): void => {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
};

const runPlant = async (flags: Flags, plantFile: string, credentialsFile: string): Promise<void> => {
  let shown = -1;
  const simulator = new Simulator({
    plant: readPlant(plantFile),
    url: flags.url,
    credentialsFile,
    stateFile: flags.state,
    backfillMonths: flags.backfillMonths,
    everySeconds: flags.every,
    onProgress: (progress) => {
      process.send?.({ type: 'progress', ...progress });
      const percent = progress.total === 0 ? 100 : Math.floor((progress.done / progress.total) * 100);
      if (percent === shown) return;
      shown = percent;
      console.log(
        `history ${String(percent)} % (${String(progress.done)} of ${String(progress.total)} readings)`,
      );
    },
  });
  onStop(async () => simulator.stop());
  await simulator.start();
};

const runSingle = async (flags: Flags): Promise<void> => {
  const { site, meter, register } = flags;
  const password =
    flags.password ??
    (flags.passwordFile === undefined ? undefined : readFileSync(flags.passwordFile, 'utf8').trim());
  if (site === undefined || meter === undefined || password === undefined || register === undefined) {
    throw new Error(
      'Give --plant and --credentials, or --site, --meter, --register and --password (or --password-file) for a single meter',
    );
  }
  const ending = new AbortController();
  const running = simulateSingle({
    url: flags.url,
    site,
    meter,
    login: { username: flags.username ?? `${site}/${meter}`, password },
    registers: register,
    everySeconds: flags.every,
    signal: ending.signal,
  });
  onStop(async () => {
    ending.abort();
    await running;
  });
  await running;
};

/** `simulate`: meters that publish over MQTT, a whole plant or a single one. */
export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('Simulated meters that publish over MQTT: a plant with history, or a single meter')
    .option('--url <url>', 'broker', 'mqtt://127.0.0.1:1883')
    .option('--plant <file>', 'plant definition, e.g. deploy/demo/plant.json')
    .option('--credentials <file>', 'JSON of the meters\' logins: {"meter": {"username", "password"}}')
    .option('--state <file>', 'remembers over a restart what was sent')
    .option('--backfill-months <n>', 'length of the history', months, 13)
    .option('--every <seconds>', 'distance of live readings', seconds, 10)
    .option('--site <code>', 'single meter: site code')
    .option('--meter <code>', 'single meter: meter code')
    .option('--username <name>', 'single meter: MQTT user; default site/meter')
    .option('--password <text>', 'single meter: MQTT password')
    .option('--password-file <file>', 'single meter: file that holds the MQTT password')
    .option(
      '--register <code:kind>',
      'single meter: code:counter or code:gauge; repeat for more',
      (text: string, all: SingleRegister[] | undefined) => [...(all ?? []), parseRegister(text)],
    )
    .action(async (flags: Flags) => {
      if (flags.plant !== undefined && flags.credentials !== undefined)
        await runPlant(flags, flags.plant, flags.credentials);
      else await runSingle(flags);
    });
