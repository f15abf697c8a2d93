// npm run drill -- NAME … | --list: bad days, acted out on temporary data, each with its counts.
// A drill is test/drills/<name>.mjs: `export const drill = { name, what, run(context) }`; `run` answers an object of
// counts (one line each in the table). A count named `failures` above 0 makes the drill fail, a thrown error too.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { endAll } from '../test/drills/processes/server.mjs';
import { build } from './build.mjs';
import { isBuilt, root } from './fingerprint.mjs';

// A drill that is stopped takes its processes along: `exit` ends them by force.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const FOLDER = join(root, 'test', 'drills');
const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -4))
  .sort();

const program = new Command('drill')
  .description('Acts out a bad day on temporary data and counts what happened')
  .argument('[names...]', `drills to run, of: ${known.join(', ')}`)
  .option('--list', 'say what each drill does')
  .option('--seconds <n>', 'length of drills that last as long as one likes', Number)
  .option('--demo <folder>', 'data folder of a demo with its history; it is copied, never changed')
  .option('--dist <folder>', 'another build to try, such as that of the version before')
  .option('--json <file>', 'also write the counts to this file')
  .parse();
const options = program.opts();

const load = async (name) => (await import(join(FOLDER, `${name}.mjs`))).drill;

if (options.list === true || program.args.length === 0) {
  for (const name of known) console.log(`${name.padEnd(20)} ${(await load(name)).what}`);
  process.exit(0);
}
const unknown = program.args.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown drill: ${unknown.join(', ')}. Known: ${known.join(', ')}`);
  process.exit(1);
}

const dist = options.dist === undefined ? join(root, 'dist') : resolve(options.dist);
if (options.dist === undefined && !(await isBuilt())) {
  console.error('Building …');
  await build();
}
if (!existsSync(dist)) {
  console.error(`There is no build in ${dist}`);
  process.exit(1);
}

const act = async (name) => {
  const drill = await load(name);
  const folder = mkdtempSync(join(tmpdir(), `zerofab-drill-${name}-`));
  const began = Date.now();
  try {
    console.error(`${name}: ${drill.what} …`);
    const counts = await drill.run({
      folder,
      dist,
      demo: options.demo === undefined ? undefined : resolve(options.demo),
      seconds: options.seconds,
      say: (line) => console.error(`  ${line}`),
    });
    return { name, passed: !(counts.failures > 0), counts };
  } catch (error) {
    return { name, passed: false, counts: { error: error instanceof Error ? error.message : String(error) } };
  } finally {
    await endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    console.error(`${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
  }
};

const show = ({ name, passed, counts }) => {
  console.log(`${passed ? 'held  ' : 'FAILED'} ${name}`);
  for (const [what, value] of Object.entries(counts)) console.log(`         ${what.padEnd(36)} ${value}`);
};

const results = [];
for (const name of program.args) {
  const result = await act(name);
  show(result);
  results.push(result);
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
