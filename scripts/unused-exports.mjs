// Names that a library offers in its index.ts and that nobody outside it imports: knip counts index.ts as an entry and
// cannot see them. Exits 1 and lists them by library.
//   node scripts/unused-exports.mjs            all libraries
//   node scripts/unused-exports.mjs units …    only these, as `npm run lint` does
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROOTS = ['libs', 'apps', 'test', 'scripts'];
const CODE = /\.(ts|vue|mjs)$/;
const NAMED = /\b(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from\s*'([^']+)'/g;
const STAR = /\bexport \* from '([^']+)'/g;
const DECLARED =
  /^export (?:declare |abstract |async )*(?:const|let|function|class|interface|type|enum) (\w+)/gm;

/** Names in braces, as the one who exports (`last`) or imports (`first`) them calls them. */
const namesIn = (braces, side) =>
  braces
    .replaceAll(/\/\/.*$/gm, '')
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .replace(/^type /, '')
        .split(' as ')
        .at(side === 'first' ? 0 : -1)
        .trim(),
    )
    .filter((name) => name !== '');

/** Everything a file exports, following `export *`. */
const exportsOf = (file) => {
  const text = readFileSync(file, 'utf8');
  const from = (path) => exportsOf(join(dirname(file), path.replace(/\.js$/, '.ts')));
  return [
    ...[...text.matchAll(DECLARED)].map(([, name]) => name),
    ...[...text.matchAll(NAMED)].flatMap(([whole, braces]) =>
      whole.startsWith('export') ? namesIn(braces, 'last') : [],
    ),
    ...[...text.matchAll(STAR)].flatMap(([, path]) => (path.startsWith('.') ? from(path) : [])),
  ];
};

const files = ROOTS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((path) => join(folder, path))
    .filter((path) => CODE.test(path) && !path.includes('node_modules')),
);

/** Libraries that hand on another one whole (`export * from '@zerofab/…'`): who imports the first may mean the second. */
const handedOn = new Map(
  readdirSync(join(root, 'libs')).flatMap((lib) => {
    const index = join(root, 'libs', lib, 'src/index.ts');
    const paths = existsSync(index) ? [...readFileSync(index, 'utf8').matchAll(STAR)] : [];
    const [other] = paths.flatMap(([, path]) => /^@zerofab\/(\w+)$/.exec(path)?.[1] ?? []);
    return other === undefined ? [] : [[lib, other]];
  }),
);

/** Names imported from each library by files outside it: `units/convert`. */
const used = new Set();
for (const path of files) {
  const text = readFileSync(join(root, path), 'utf8');
  for (const [, braces, module] of text.matchAll(NAMED)) {
    const [, lib] = /^@zerofab\/(\w+)$/.exec(module) ?? [];
    if (lib === undefined || path.startsWith(join('libs', lib, '/'))) continue;
    for (const name of namesIn(braces, 'first'))
      for (const from of [lib, handedOn.get(lib)]) used.add(`${from}/${name}`);
  }
}

const asked = process.argv.slice(2);
const libs = (asked.length > 0 ? asked : readdirSync(join(root, 'libs'))).filter((lib) =>
  existsSync(join(root, 'libs', lib, 'src/index.ts')),
);
let found = 0;
for (const lib of libs) {
  const unused = exportsOf(join(root, 'libs', lib, 'src/index.ts')).filter(
    (name) => !used.has(`${lib}/${name}`),
  );
  found += unused.length;
  if (unused.length > 0)
    console.error(`@zerofab/${lib}, imported by nobody outside it: ${unused.join(', ')}`);
}
if (found > 0) {
  console.error(`${found} names: take them out of the index.ts of their library.`);
  process.exit(1);
}
