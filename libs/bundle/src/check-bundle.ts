import { checkAuditFile, type Sha256 } from '@zerofab/audit';
import { AccountingError } from '@zerofab/accounting';
import { ArchiveError, isAsPacked, unpackBundle, type BundleFiles } from './archive.js';
import { checkFiles } from './check-files.js';
import { checkLinks, type ToldVersion } from './check-links.js';
import { checkSignature, type VerifySignature } from './check-signature.js';
import { finding, type BundleFinding } from './finding.js';
import { FILES, manifestSchema, PART_FILES, type BundleManifest, type BundleSignature } from './manifest.js';
import { readParts, type ReadParts } from './read-parts.js';
import { inOwnOrder } from './own-order.js';
import { recomputeInventory, type Recomputation } from './recompute.js';

/** What a check of a bundle takes from its surroundings. */
export interface BundleTools {
  readonly sha256: Sha256;
  readonly verify: VerifySignature;
  /** Public keys that the reader got elsewhere, hexadecimal; none: any key is taken, and the report says so. */
  readonly trusted?: readonly string[];
}

/** What a check found, and what it looked at. */
export interface BundleReport {
  readonly findings: readonly BundleFinding[];
  readonly manifest: BundleManifest | undefined;
  readonly signature: BundleSignature | undefined;
  readonly entries: number;
  readonly recomputed: Recomputation | undefined;
}

const NOTHING = { manifest: undefined, signature: undefined, entries: 0, recomputed: undefined };

const manifestOf = (bytes: Uint8Array | undefined): BundleManifest | undefined => {
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
};

/** Lines of the excerpt of the audit log, with the versions they tell of. */
const checkLog = (
  bytes: Uint8Array,
  sha256: Sha256,
): { readonly findings: BundleFinding[]; readonly told: ToldVersion[]; readonly entries: number } => {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const report = checkAuditFile(lines, sha256);
  const told = lines.flatMap((line): ToldVersion[] => {
    try {
      const entry = JSON.parse(line) as { kind?: unknown; newValue?: ToldVersion };
      return entry.kind === 'inventory-version' && entry.newValue !== undefined ? [entry.newValue] : [];
    } catch {
      return [];
    }
  });
  const findings = report.findings.map(({ text }) => finding('audit-log', FILES.auditLog, text.zh, text.en));
  return { findings, told, entries: report.entries };
};

/** What parts give; those that were bent by hand fail wherever they are first read, with any error. */
const attempt = <T>(
  work: () => T,
): { readonly result: T | undefined; readonly findings: BundleFinding[] } => {
  try {
    return { result: work(), findings: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    const { zh, en } = error instanceof AccountingError ? error.text : { zh: why, en: why };
    const text = [`内容无法读取或重算：${zh}`, `the content cannot be read or recomputed: ${en}`] as const;
    return { result: undefined, findings: [finding('content', PART_FILES.activity, ...text)] };
  }
};

const recomputed = ({ parts }: ReadParts): Recomputation | undefined =>
  parts === undefined ? undefined : recomputeInventory({ ...parts, method: inOwnOrder(parts.method) });

const unpack = (bytes: Uint8Array): BundleFiles | BundleFinding => {
  try {
    return unpackBundle(bytes);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return finding('archive', '', `不是审计包：${error.message}`, `this is no bundle: ${error.message}`);
  }
};

/**
 * Checks an audit bundle from its bytes alone: container, signature, hashes, versions, proofs of the audit log; then works
 * every line of the inventory out again.
 * @returns all that is wrong, in that order; empty when the bundle is whole
 */
export const checkBundle = async (
  bytes: Uint8Array,
  { sha256, verify, trusted = [] }: BundleTools,
): Promise<BundleReport> => {
  const files = unpack(bytes);
  if ('kind' in files) return { ...NOTHING, findings: [files] };
  const raw = files.get(FILES.manifest);
  const manifest = manifestOf(raw);
  if (raw === undefined || manifest === undefined)
    return {
      ...NOTHING,
      findings: [
        finding('manifest', FILES.manifest, '没有可读的清单文件', 'there is no manifest that can be read'),
      ],
    };
  const signed = await checkSignature(raw, files.get(FILES.signature), { sha256, verify, trusted });
  const read = readParts(files);
  const log = checkLog(files.get(FILES.auditLog) ?? new Uint8Array(), sha256);
  const links = attempt(() => checkLinks(files, manifest, read, log.told, sha256));
  const again = attempt(() => recomputed(read));
  const findings = [
    ...signed.findings,
    ...checkFiles(files, manifest, sha256),
    ...read.findings,
    ...(links.result ?? links.findings),
    ...log.findings,
    ...again.findings,
    ...(again.result?.findings ?? []),
  ];
  if (findings.length === 0 && !isAsPacked(bytes, files))
    findings.push(
      finding(
        'archive',
        '',
        '压缩包的字节与其文件所成的不同：包头被改动过',
        'the bytes of the archive are not those that its files make: its headers were changed',
      ),
    );
  return { findings, manifest, signature: signed.signature, entries: log.entries, recomputed: again.result };
};
