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
  readonly register?: SingleRegister[];
}

const STOP_LIMIT_MS = 5000;

const number = (text: string): number => {
  const value = Number(text);
  if (!(value >= 0)) throw new InvalidArgumentError('give a number of 0 or more');
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
  const { site, meter, password, register } = flags;
  if (site === undefined || meter === undefined || password === undefined || register === undefined) {
    throw new Error(
      'Give --plant and --credentials, or --site, --meter, --password and --register for a single meter',
    );
  }
  const abort = new AbortController();
  process.on('SIGINT', () => {
    abort.abort();
  });
  process.on('SIGTERM', () => {
    abort.abort();
  });
  const login = { username: flags.username ?? `${site}/${meter}`, password };
  await simulateSingle({
    url: flags.url,
    site,
    meter,
    login,
    registers: register,
    everySeconds: flags.every,
    signal: abort.signal,
  });
};

/** `simulate`: meters that publish over MQTT, a whole plant or a single one. */
export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('Simulated meters that publish over MQTT: a plant with history, or a single meter')
    .option('--url <url>', 'broker', 'mqtt://127.0.0.1:1883')
    .option('--plant <file>', 'plant definition, e.g. deploy/demo/plant.json')
    .option('--credentials <file>', 'JSON of the meters\' logins: {"meter": {"username", "password"}}')
    .option('--state <file>', 'remembers over a restart what was sent')
    .option('--backfill-months <n>', 'length of the history', number, 13)
    .option('--every <seconds>', 'distance of live readings', number, 10)
    .option('--site <code>', 'single meter: site code')
    .option('--meter <code>', 'single meter: meter code')
    .option('--username <name>', 'single meter: MQTT user; default site/meter')
    .option('--password <text>', 'single meter: MQTT password')
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
