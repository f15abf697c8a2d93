import { hexOf, type Sha256 } from '@zerofab/audit';
import type { BundleFiles } from './archive.js';
import { evidenceUses } from './evidence-uses.js';
import { finding, type BundleFinding } from './finding.js';
import { firstDifference } from './first-difference.js';
import { FILES, PART_FILES, type BundleManifest } from './manifest.js';
import { monthHashes } from './month-hashes.js';
import type { ReadParts } from './read-parts.js';

/** A version as the audit log tells of it. */
export interface ToldVersion {
  readonly period: unknown;
  readonly version: unknown;
  readonly sha256: unknown;
}

const version = (where: string, zh: string, en: string): BundleFinding => finding('version', where, zh, en);

/** A frozen version: its head names each part, the manifest and the audit log name the head. */
const versionFindings = (
  files: BundleFiles,
  manifest: BundleManifest,
  { head, restatements }: ReadParts,
  told: readonly ToldVersion[],
  sha256: Sha256,
): BundleFinding[] => {
  const { kind, version: number, sha256: named } = manifest.shows;
  if (kind === 'computed') return [];
  const bytes = files.get(FILES.version);
  if (bytes === undefined || head === undefined)
    return [version(FILES.version, '缺少冻结版本的首部', 'the head of the frozen version is missing')];
  const found: BundleFinding[] = [];
  const own = hexOf(sha256(bytes));
  const { period } = manifest.period;
  if (own !== named || head.version !== number || head.period !== period || head.site !== manifest.site.code)
    found.push(
      version(FILES.version, '首部不是清单文件所称的版本', 'the head is not the version of the manifest'),
    );
  for (const [part, file] of Object.entries(PART_FILES)) {
    const hash = hexOf(sha256(files.get(file) ?? new Uint8Array()));
    if (head.parts[part] !== hash)
      found.push(
        version(
          file,
          `${file} 不是版本首部所冻结的内容`,
          `${file} is not what the head of the version froze`,
        ),
      );
  }
  if (!told.some((one) => one.period === period && one.version === number && one.sha256 === own))
    found.push(
      version(
        FILES.auditLog,
        '审计日志摘录中没有这一版本的记录',
        'the excerpt of the audit log tells of no such version',
      ),
    );
  if (!(restatements?.versions ?? []).some((one) => one.version === number && one.sha256 === own))
    found.push(
      version(
        FILES.restatements,
        '版本列表中没有这一版本',
        'the list of versions does not have this version',
      ),
    );
  return found;
};

const headlineFindings = (manifest: BundleManifest, { parts, head }: ReadParts): BundleFinding[] => {
  if (parts === undefined) return [];
  const stated = { site: manifest.site.code, method: manifest.method, totalTco2e: manifest.totalTco2e };
  const { inventory, method } = parts;
  const own = { site: inventory.site, method: method.id, totalTco2e: inventory.exact.total };
  const difference =
    firstDifference(stated, own) ??
    (head === undefined
      ? undefined
      : firstDifference(stated, { site: head.site, method: head.method, totalTco2e: head.totalTco2e }));
  if (difference === undefined) return [];
  const { path, stated: was, computed } = difference;
  return [
    version(
      FILES.manifest,
      `清单文件的 ${path} 为 ${was}，内容为 ${computed}`,
      `${path} of the manifest is ${was}, of the content ${computed}`,
    ),
  ];
};

const evidenceFindings = ({ parts, evidence }: ReadParts): BundleFinding[] => {
  if (parts === undefined || evidence === undefined) return [];
  const uses = [...evidenceUses(parts.frozen)].map(([id, supports]) => ({ id, supports }));
  const listed = evidence.map(({ id, supports }) => ({ id, supports }));
  const byId = (a: { id: string }, b: { id: string }): number => Number(a.id) - Number(b.id);
  const difference = firstDifference(listed.toSorted(byId), uses.toSorted(byId));
  if (difference === undefined) return [];
  return [
    finding(
      'evidence',
      FILES.evidence,
      `证据目录与所引证据不符（${difference.path}）`,
      `the index of evidence is not what the records name (${difference.path})`,
    ),
  ];
};

const monthFindings = ({ parts, months }: ReadParts, sha256: Sha256): BundleFinding[] => {
  if (parts === undefined || months === undefined) return [];
  const difference = firstDifference(months, monthHashes(parts.frozen.sources, sha256));
  if (difference === undefined) return [];
  return [
    finding(
      'months',
      FILES.months,
      `月度活动数据的哈希不符（${difference.path}）`,
      `the hashes of the months do not fit the activity data (${difference.path})`,
    ),
  ];
};

/** Whether the files of a bundle belong together. */
export const checkLinks = (
  files: BundleFiles,
  manifest: BundleManifest,
  read: ReadParts,
  told: readonly ToldVersion[],
  sha256: Sha256,
): BundleFinding[] => [
  ...versionFindings(files, manifest, read, told, sha256),
  ...headlineFindings(manifest, read),
  ...evidenceFindings(read),
  ...monthFindings(read, sha256),
];
