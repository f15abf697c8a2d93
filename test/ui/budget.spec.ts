import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const dist = fileURLToPath(new URL('../../dist/dashboard/', import.meta.url));
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8')) as Readonly<
  Record<string, Chunk>
>;

/** Every file a chunk needs before it runs. */
function filesOf(name: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const css of chunk.css ?? []) found.add(css);
  for (const inner of chunk.imports ?? []) filesOf(inner, found);
  return found;
}

it('the first load, shell and overview with its chart and one language, stays under 400 kB gzipped', () => {
  const files = new Set<string>();
  for (const entry of [
    'index.html',
    'src/shell/AppShell.vue',
    'src/pages/overview/Page.vue',
    'src/text/core.en.ts',
    'src/pages/overview/texts.en.ts',
    'src/charts/EChart.vue',
  ]) {
    expect(Object.keys(manifest)).toContain(entry);
    filesOf(entry, files);
  }
  const sizes = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(dist + file)).length }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  process.stdout.write(`first load ${(total / 1000).toFixed(1)} kB gzipped in ${sizes.length} files\n`);
  expect(total).toBeLessThanOrEqual(400_000);
});

it('each compressed file holds exactly what its file holds: the server sends the one for the other', () => {
  const compressed = readdirSync(`${dist}assets`).filter((file) => file.endsWith('.gz'));
  expect(compressed.length).toBeGreaterThan(10);
  for (const file of compressed) {
    const plain = readFileSync(`${dist}assets/${file.slice(0, -3)}`);
    expect(gunzipSync(readFileSync(`${dist}assets/${file}`)).equals(plain), file).toBe(true);
  }
});
