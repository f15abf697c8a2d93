// Builds the server side (Nest CLI, TypeScript) and the dashboard (Vite) into dist/, the two side by side.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './children.mjs';
import { fingerprint, root } from './fingerprint.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);

const run = async (command, args) => {
  let output = '';
  const env = { ...process.env, NODE_ENV: 'production' };
  const { code } = await runChild(command, args, { cwd: root, env }, (child) => {
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
  });
  if (code !== 0) throw new Error(`${args.join(' ')} failed:\n${output}`);
};

const backend = async () => {
  for (const app of ['server', 'ingest', 'edge']) await run(bin('nest'), ['build', app]);
};

/** The dashboard, and the verifier of audit bundles as one file of its own. */
const pages = async () => {
  const vite = async (...more) =>
    run(bin('vite'), ['build', 'apps/dashboard', '--logLevel', 'warn', ...more]);
  await vite();
  await vite('--config', 'apps/dashboard/vite.verifier.ts');
};

/** Builds everything; `built` tells the next start that it need not. */
export const build = async () => {
  const print = await fingerprint();
  await Promise.all([backend(), pages()]);
  writeFileSync(join(root, 'dist', 'built'), print);
};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  build().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
