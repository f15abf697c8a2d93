import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_EVIDENCE_BYTES } from '@zerofab/contracts';
import { invalid, ProblemError } from '@zerofab/platform';

/** What was kept: the bytes are found by their hash. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
}

const tooLarge = (): ProblemError =>
  new ProblemError(
    413,
    'evidence-too-large',
    `An evidence file holds at most ${String(MAX_EVIDENCE_BYTES / 1024 / 1024)} MiB; split it or scan it at a lower resolution`,
  );

/**
 * Files of evidence under one folder, named by their SHA-256 and nothing a client sends: the same bytes are one file,
 * and no name can lead out of the folder. Files are only added to.
 */
export class EvidenceVault {
  constructor(private readonly folder: string) {}

  /**
   * Keeps the bytes of a stream; when this returns they are on disk.
   * @throws ProblemError 413 above 20 MiB, 422 for an empty body; nothing stays behind then
   */
  async keep(body: AsyncIterable<Uint8Array>): Promise<KeptFile> {
    const inbox = join(this.folder, 'inbox');
    await mkdir(inbox, { recursive: true, mode: 0o700 });
    const draft = join(inbox, randomUUID());
    try {
      const kept = await write(draft, body);
      await this.file(draft, kept.sha256);
      return kept;
    } finally {
      await rm(draft, { force: true });
    }
  }

  /**
   * The bytes, checked against their hash.
   * @throws ProblemError 500 `evidence-damaged` when they are gone or are not what was uploaded
   */
  async read(sha256: string): Promise<Uint8Array> {
    const bytes = await readFile(this.pathOf(sha256)).catch(() => undefined);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new ProblemError(
        500,
        'evidence-damaged',
        `The file ${sha256} is missing from DATA_DIR/evidence or is not what was uploaded; restore it from a backup`,
      );
    }
    return bytes;
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Moves the draft to its place; over the same bytes, which mends a file that was damaged meanwhile. */
  private async file(draft: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    const shelf = join(this.folder, sha256.slice(0, 2));
    await mkdir(shelf, { recursive: true, mode: 0o700 });
    await rename(draft, target);
    // A name that is not on disk yet would be lost by a power cut.
    await using handle = await open(shelf, 'r');
    await handle.sync();
  }
}

const write = async (file: string, body: AsyncIterable<Uint8Array>): Promise<KeptFile> => {
  await using handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_EVIDENCE_BYTES) throw tooLarge();
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  if (bytes === 0)
    throw invalid('empty-evidence', 'The body is empty; send the bytes of the file as the body');
  await handle.sync();
  return { sha256: hash.digest('hex'), bytes };
};
