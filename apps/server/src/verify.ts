import 'reflect-metadata';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkAuditFile, keptRootsSchema, type AuditFinding, type DayRoot } from '@zerofab/audit';
import { checkFrozen } from '@zerofab/inventory';
import { ConfigurationError, openDatabase, processEnvironment } from '@zerofab/platform';
import { checkStoredLog, sha256 } from '@zerofab/records';
import { Command } from 'commander';
import { Unreadable, verifyBundleFile } from './verify-bundle.js';
import { storeParts } from './store-parts.js';

// npm run verify -- …: works an audit bundle or an audit log out again. A file is checked offline; the database needs the settings of the
// server, and with the embedded store the server must be stopped: the store has one writer.

interface Options {
  readonly auditLog?: string;
  readonly database?: true;
  readonly roots?: string;
  readonly key?: string;
}

const rootsOf = (file: string | undefined): readonly DayRoot[] => {
  if (file === undefined) return [];
  try {
    return keptRootsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Unreadable(`${file} holds no daily roots: ${error instanceof Error ? error.message : ''}`);
  }
};

const linesOf = async (file: string): Promise<string[]> => {
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
      lines.push(line);
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
  return lines;
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** @returns whether nothing is wrong */
const report = (what: string, findings: readonly AuditFinding[]): boolean => {
  for (const { kind, text } of findings) say(`${kind.padEnd(9)} ${text.en} · ${text.zh}`);
  say(findings.length === 0 ? `OK: ${what}` : `NOT OK: ${String(findings.length)} findings in ${what}`);
  return findings.length === 0;
};

const checkFile = async (file: string, kept: readonly DayRoot[]): Promise<boolean> => {
  const { findings, entries, first, last, days, whole } = checkAuditFile(await linesOf(file), sha256, kept);
  const span = first === null ? '' : `, numbers ${String(first)} to ${String(last)}`;
  if (!whole)
    say(
      'This export holds the entries of some sites: each is proven by itself; that none is left out is not.',
    );
  return report(`${String(entries)} entries${span}, ${String(days)} daily roots`, findings);
};

const checkDatabase = async (kept: readonly DayRoot[]): Promise<boolean> => {
  const database = await openDatabase(processEnvironment(), storeParts);
  try {
    const log = await checkStoredLog(database.dataSource, kept);
    const logGood = report(`${String(log.entries)} entries of the journal`, log.findings);
    const frozen = await checkFrozen(database.dataSource);
    const frozenGood = report(
      `${String(frozen.versions)} frozen versions, ${String(frozen.contents)} contents`,
      frozen.findings,
    );
    return logGood && frozenGood;
  } finally {
    await database.close();
  }
};

const program = new Command('verify')
  .description(
    'Works an audit bundle, the audit log and frozen versions out again; exit 0 where nothing is wrong',
  )
  .argument('[bundle]', 'a file of GET …/reports/audit-bundle.zip, checked offline')
  .option(
    '--key <public>',
    'the public key that must have signed it: 64 digits, or a file of GET /signing-keys',
  )
  .option('--audit-log <file>', 'a file of GET /audit-log/export, checked offline')
  .option('--database', 'the journal and the frozen versions of the database of this installation')
  .option('--roots <file>', 'daily roots that were kept elsewhere (GET /audit-log/roots)')
  .action(async (bundle: string | undefined, { auditLog, database, roots, key }: Options) => {
    if (bundle === undefined && auditLog === undefined && database === undefined)
      throw new Unreadable('say what to check: BUNDLE.zip, --audit-log FILE or --database');
    const kept = rootsOf(roots);
    const results = [
      ...(bundle === undefined ? [] : [await verifyBundleFile(bundle, key)]),
      ...(auditLog === undefined ? [] : [await checkFile(auditLog, kept)]),
      ...(database === undefined ? [] : [await checkDatabase(kept)]),
    ];
    process.exitCode = results.every(Boolean) ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigurationError) && !(error instanceof Unreadable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
