import { unzipSync, zipSync } from 'fflate';

// The container: a zip whose entries are stored, not compressed, in a fixed order and with a fixed date. So the same
// content is the same bytes whoever writes it, every byte can be held against it, and nothing can grow on unpacking.

/** Files of a bundle by name, in their order. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

const MAX_FILES = 2000;
export const MAX_BUNDLE_BYTES = 512 * 1024 * 1024;
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}(?:\/[a-z0-9][a-z0-9._-]{0,99}){0,3}$/;
/** The first instant that a zip can name, in local time: the format has no zone, so every zone writes the same bytes. */
const FIRST_DATE = '1980-01-01T00:00:00';

/** An archive that is not taken: what is wrong with it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const HEAD = ['manifest.json', 'signature.json'];
const rank = (name: string): string =>
  `${String(HEAD.includes(name) ? HEAD.indexOf(name) : HEAD.length)}${name}`;

/** The bytes of a bundle: manifest and signature first, then by name. */
export const packBundle = (files: BundleFiles): Uint8Array => {
  const ordered = [...files].toSorted(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
  return zipSync(Object.fromEntries(ordered), { level: 0, mtime: FIRST_DATE });
};

const takes = (seen: Set<string>) => {
  let total = 0;
  return ({
    name,
    originalSize,
    compression,
  }: {
    name: string;
    originalSize: number;
    compression: number;
  }) => {
    if (!NAME.test(name)) throw new ArchiveError(`the name "${name.slice(0, 100)}" is not one of a bundle`);
    if (seen.has(name)) throw new ArchiveError(`${name} stands twice`);
    seen.add(name);
    if (seen.size > MAX_FILES) throw new ArchiveError(`there are more than ${String(MAX_FILES)} files`);
    if (compression !== 0) throw new ArchiveError(`${name} is compressed; the files of a bundle are stored`);
    total += originalSize;
    if (total > MAX_BUNDLE_BYTES)
      throw new ArchiveError(`the files take more than ${String(MAX_BUNDLE_BYTES)} bytes`);
    return true;
  };
};

/**
 * The files of a bundle. Nothing is written anywhere, and names with a way out of a folder are refused all the same.
 * @throws ArchiveError
 */
export const unpackBundle = (bytes: Uint8Array): BundleFiles => {
  if (bytes.length > MAX_BUNDLE_BYTES)
    throw new ArchiveError(`the file has more than ${String(MAX_BUNDLE_BYTES)} bytes`);
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: takes(new Set()) })));
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(`it is no zip archive (${error instanceof Error ? error.message : 'unreadable'})`);
  }
};

/** Whether an archive is, byte for byte, what its files make. */
export const isAsPacked = (bytes: Uint8Array, files: BundleFiles): boolean => {
  const again = packBundle(files);
  return again.length === bytes.length && again.every((byte, at) => byte === bytes[at]);
};
