import { createPublicKey, verify } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { checkBundle, MAX_BUNDLE_BYTES, type BundleReport } from '@zerofab/bundle';
import { signingKeysSchema } from '@zerofab/contracts';
import { sha256 } from '@zerofab/records';

/** What cannot be checked at all: a file that is not there, or not of its form. */
export class Unreadable extends Error {}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ed25519 by Node.js. */
export const verifyEd25519 = (question: {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}): boolean => {
  const x = Buffer.from(question.publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, question.message, key, question.signature);
};

const keysOfFile = (text: string): string[] => {
  if (!text.startsWith('{'))
    return [
      Buffer.from(createPublicKey(text).export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
    ];
  return signingKeysSchema.parse(JSON.parse(text)).items.map(({ publicKey }) => publicKey);
};

/** Public keys of an option: 64 hexadecimal digits, or a file of GET /signing-keys or of a PEM key. */
const keysOf = (given: string | undefined): string[] => {
  if (given === undefined) return [];
  if (/^[0-9a-f]{64}$/i.test(given)) return [given.toLowerCase()];
  try {
    return keysOfFile(readFileSync(given, 'utf8').trim());
  } catch (error) {
    throw new Unreadable(`${given} holds no public key: ${error instanceof Error ? error.message : ''}`);
  }
};

const bytesOfFile = (file: string): Uint8Array => {
  try {
    const { size } = statSync(file);
    if (size > MAX_BUNDLE_BYTES)
      throw new Error(`it has more than ${String(MAX_BUNDLE_BYTES)} bytes and is no bundle`);
    return readFileSync(file);
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

const sayTable = ({ recomputed }: BundleReport): void => {
  if (recomputed === undefined) return;
  const { lines, total } = recomputed;
  const rows = [
    ['line', 'stated tCO2e', 'recomputed tCO2e', ''],
    ...lines.map(({ code, stated, computed, same }) => [
      code,
      stated ?? 'missing',
      computed ?? 'missing',
      same ? 'ok' : 'DIFFERS',
    ]),
    ['total', total.stated ?? 'missing', total.computed ?? 'missing', total.same ? 'ok' : 'DIFFERS'],
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  for (const row of rows)
    say(
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    );
};

const sayHead = ({ manifest, signature, entries }: BundleReport, trusted: boolean): void => {
  if (manifest === undefined) return;
  const { site, period, shows, method, product, auditLog } = manifest;
  say(
    `${site.name.en} (${site.code}) ${period.period} under ${method}, written by ${product.name} ${product.version}`,
  );
  say(`${shows.text.en} · ${shows.text.zh}`);
  const left = auditLog.leftOut === 0 ? '' : `, ${String(auditLog.leftOut)} earlier ones left out`;
  say(
    `${String(manifest.files.length)} files; ${String(entries)} entries of the audit log with proofs${left}`,
  );
  if (signature !== undefined)
    say(
      trusted
        ? `key ${signature.keyId}`
        : `key ${signature.keyId} (${signature.publicKey}): not held against a key that you know; give --key`,
    );
};

/**
 * Checks a bundle of a file and prints what came out.
 * @param key the public key it must be signed by; undefined: any
 * @returns whether nothing is wrong
 */
export const verifyBundleFile = async (file: string, key: string | undefined): Promise<boolean> => {
  const trusted = keysOf(key);
  const report = await checkBundle(bytesOfFile(file), { sha256, verify: verifyEd25519, trusted });
  sayHead(report, trusted.length > 0);
  sayTable(report);
  const { findings } = report;
  const [first] = findings;
  if (first !== undefined) say(`First difference: ${first.text.en} · ${first.text.zh}`);
  for (const { kind, text } of findings.slice(1)) say(`${kind.padEnd(13)} ${text.en} · ${text.zh}`);
  say(findings.length === 0 ? `OK: ${file}` : `NOT OK: ${String(findings.length)} findings in ${file}`);
  return findings.length === 0;
};
