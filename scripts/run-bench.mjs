// npm run bench [-- --only ID …] [-- --json FILE]: each figure beside its ceiling, measured in the same run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { embeddedIngest, serverIngest } from '../test/bench/figures/ingest.mjs';
import { scoring } from '../test/bench/figures/scoring.mjs';
import { year } from '../test/bench/figures/year.mjs';
import { build } from './build.mjs';
import { isBuilt } from './fingerprint.mjs';

const GROUPS = [serverIngest, embeddedIngest, scoring, year];
const IDS = GROUPS.flatMap((group) => group.ids);

const options = new Command('bench')
  .description('Measures the platform on temporary data')
  .option('--only <id...>', `figures to measure, of: ${IDS.join(', ')}`)
  .option('--json <file>', 'also write the figures to this file')
  .parse()
  .opts();

const unknown = (options.only ?? []).filter((id) => !IDS.includes(id));
if (unknown.length > 0) {
  console.error(`Unknown figure: ${unknown.join(', ')}. Known: ${IDS.join(', ')}`);
  process.exit(1);
}

const wanted = (id) => options.only === undefined || options.only.includes(id);
const hasServer = (process.env.DATABASE_URL ?? '') !== '' && (process.env.MQTT_URL ?? '') !== '';

const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const line = ({ id, value, unit, ceiling, ratio, note }) =>
  `${id.padEnd(32)} ${digits(value).padStart(9)} ${unit.padEnd(11)}${
    ceiling === undefined
      ? ''.padEnd(28)
      : `ceiling ${digits(ceiling).padStart(8)}  (x${ratio.toFixed(2)})`.padEnd(28)
  } ${note ?? ''}`;

const report = {
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: loadavg()[0],
  },
  startedAt: new Date().toISOString(),
  figures: [],
};

if (!(await isBuilt())) {
  console.error('Building …');
  await build();
}
const folder = mkdtempSync(join(tmpdir(), 'zerofab-bench-'));
try {
  for (const group of GROUPS) {
    if (!group.ids.some(wanted)) continue;
    if (group.needsServer && !hasServer) {
      console.error(`${group.ids.join(', ')}: left out; set DATABASE_URL and MQTT_URL to measure it`);
      continue;
    }
    console.error(`Measuring ${group.ids.join(', ')} …`);
    for (const figure of await group.run(folder)) {
      if (!wanted(figure.id)) continue;
      const { ceiling } = figure;
      const full = ceiling === undefined ? figure : { ...figure, ratio: figure.value / ceiling };
      report.figures.push(full);
      console.log(line(full));
    }
  }
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
