import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_EVIDENCE_BYTES } from '@zerofab/contracts';
import { fileKind, HEAD_BYTES } from './file-kind.js';
import { refused, type RefusedError } from '@zerofab/vocabulary';

/** What was kept: the bytes are found by their hash. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  /** What the bytes are, whatever the sender said. */
  readonly contentType: string;
}

const MAX_MIB = String(MAX_EVIDENCE_BYTES / 1024 / 1024);
const tooLarge = (): RefusedError =>
  refused('evidence-too-large', {
    zh: `证据文件最大 ${MAX_MIB} MiB；请拆分，或以较低分辨率扫描`,
    en: `An evidence file holds at most ${MAX_MIB} MiB; split it or scan it at a lower resolution`,
  });

const notTaken = (name: string): RefusedError =>
  refused('evidence-type', {
    zh: `“${name}”的内容不是可接受的证据文件，或与其扩展名不符；请上传 PDF、图片（PNG、JPEG、TIFF、WebP、HEIC）、XLSX、DOCX、XLS、ZIP、CSV、XML（电子发票）或纯文本`,
    en: `The content of "${name}" is no evidence file that is taken, or not what its ending says; upload a PDF, a picture (PNG, JPEG, TIFF, WebP, HEIC), XLSX, DOCX, XLS, ZIP, CSV, XML (electronic invoices) or plain text`,
  });

/**
 * Files of evidence under one folder, named by their SHA-256 and nothing a client sends: the same bytes are one file,
 * and no name can lead out of the folder. Files are only added to.
 */
export class EvidenceVault {
  constructor(private readonly folder: string) {}

  /**
   * Keeps the bytes of a stream; when this returns they are on disk.
   * @param name of the file: what its ending promises is held against its bytes
   * @throws RefusedError too-large above 50 MiB, invalid for an empty body, evidence-type for a kind that is not taken;
   * nothing stays behind then
   */
  async keep(body: AsyncIterable<Uint8Array>, name: string): Promise<KeptFile> {
    const inbox = join(this.folder, 'inbox');
    await mkdir(inbox, { recursive: true, mode: 0o700 });
    const draft = join(inbox, randomUUID());
    try {
      const kept = await write(draft, body, name);
      await this.file(draft, kept.sha256);
      return kept;
    } finally {
      await rm(draft, { force: true });
    }
  }

  /**
   * The bytes, checked against their hash.
   * @throws RefusedError `evidence-damaged` when they are gone or are not what was uploaded
   */
  async read(sha256: string): Promise<Uint8Array> {
    const bytes = await readFile(this.pathOf(sha256)).catch(() => undefined);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw refused('evidence-damaged', {
        zh: `文件 ${sha256} 不在 DATA_DIR/evidence 中，或已不是上传时的内容；请从备份恢复`,
        en: `The file ${sha256} is missing from DATA_DIR/evidence or is not what was uploaded; restore it from a backup`,
      });
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

const write = async (file: string, body: AsyncIterable<Uint8Array>, name: string): Promise<KeptFile> => {
  await using handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  const head = new Uint8Array(HEAD_BYTES);
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes < HEAD_BYTES) head.set(chunk.subarray(0, HEAD_BYTES - bytes), bytes);
    bytes += chunk.length;
    if (bytes > MAX_EVIDENCE_BYTES) throw tooLarge();
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  if (bytes === 0)
    throw refused('empty-evidence', {
      zh: '请求体为空；请将文件内容作为请求体发送',
      en: 'The body is empty; send the bytes of the file as the body',
    });
  const contentType = fileKind(head.subarray(0, bytes), name);
  if (contentType === undefined) throw notTaken(name);
  await handle.sync();
  return { sha256: hash.digest('hex'), bytes, contentType };
};
