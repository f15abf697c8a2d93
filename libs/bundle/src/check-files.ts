import { hexOf, type Sha256 } from '@zerofab/audit';
import type { BundleFiles } from './archive.js';
import { finding, type BundleFinding } from './finding.js';
import { FILES, type BundleManifest } from './manifest.js';

const BESIDE: ReadonlySet<string> = new Set([FILES.manifest, FILES.signature]);

/** Every file against the manifest: what was changed, swapped, left out or added. */
export const checkFiles = (files: BundleFiles, manifest: BundleManifest, sha256: Sha256): BundleFinding[] => {
  const told = new Map(manifest.files.map((file) => [file.name, file]));
  const nameOf = new Map(manifest.files.map(({ name, sha256: hash }) => [hash, name]));
  const here = [...files.keys()].filter((name) => !BESIDE.has(name));
  const against = here.flatMap((name): BundleFinding[] => {
    const file = told.get(name);
    if (file === undefined)
      return [
        finding(
          'file-added',
          name,
          `清单文件中没有 ${name}：它被添加`,
          `${name} is not in the manifest: it was added`,
        ),
      ];
    const hash = hexOf(sha256(files.get(name) ?? new Uint8Array()));
    if (hash === file.sha256) return [];
    const other = nameOf.get(hash);
    return other === undefined
      ? [
          finding(
            'file-changed',
            name,
            `${name} 被改动过（与其 SHA-256 不符）`,
            `${name} was changed (its SHA-256 is another)`,
          ),
        ]
      : [
          finding(
            'file-swapped',
            name,
            `${name} 的内容是 ${other} 的：文件被调换`,
            `${name} holds the bytes of ${other}: files were swapped`,
          ),
        ];
  });
  const missing = [...told.keys()]
    .filter((name) => !files.has(name))
    .map((name) => finding('file-missing', name, `缺少文件 ${name}`, `the file ${name} is missing`));
  return [...missing, ...against];
};
