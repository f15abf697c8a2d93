import type { ReplayResult } from './replay.js';

const line = (name: string, value: number | string): void => {
  console.log(`${name.padEnd(14)}${String(value)}`);
};

/** Every row was usable and is where it should be: acknowledged, and by the platform's own count stored. */
export const isComplete = ({
  rows,
  badCount,
  published,
  acknowledged,
  platform,
  refusal,
}: ReplayResult): boolean => {
  if (refusal !== undefined || badCount > 0 || rows !== published || acknowledged !== published) return false;
  if (platform === undefined) return true;
  const { received, stored, repeated, conflict, rejected } = platform;
  return received === stored + repeated && conflict + rejected === 0;
};

/** Prints what became of the rows of a file. */
export const report = (result: ReplayResult): void => {
  const { platform, seconds } = result;
  for (const { line: at, reason } of result.bad) console.error(`line ${String(at)}: ${reason.en}`);
  if (result.badCount > result.bad.length)
    console.error(`… and ${String(result.badCount - result.bad.length)} more unusable rows`);
  for (const problem of result.problems) console.error(`refused by the platform: ${problem}`);
  if (result.refusal !== undefined) console.error(`refused by the broker: ${result.refusal}`);
  line('rows read', result.rows);
  line('published', result.published);
  line('acknowledged', result.acknowledged);
  line('unusable', result.badCount);
  if (platform === undefined)
    console.error('MQTT does not tell what was stored; --url http://… asks the platform');
  else
    for (const key of ['received', 'stored', 'repeated', 'conflict', 'rejected'] as const)
      line(key, platform[key]);
  const rate = seconds > 0 ? Math.round(result.acknowledged / seconds) : 0;
  line('seconds', `${seconds.toFixed(1)} (${String(rate)} readings/s)`);
};
