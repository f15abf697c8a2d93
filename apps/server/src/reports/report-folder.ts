import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PART = '.part';

/**
 * Files of report jobs, named by the id of the job. A file has its name only once all of it is on disk, so that none is
 * offered in half.
 */
export class ReportFolder {
  constructor(private readonly folder: string) {}

  async keep(id: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const part = this.pathOf(`${id}${PART}`);
    try {
      await writeFile(part, bytes, { mode: 0o600, flush: true });
      await rename(part, this.pathOf(id));
    } finally {
      await rm(part, { force: true });
    }
  }

  /** undefined where the file is gone. */
  async read(id: string): Promise<Uint8Array | undefined> {
    return readFile(this.pathOf(id)).catch(() => undefined);
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Takes away what a stop in the middle of writing left. */
  async sweep(): Promise<void> {
    const names = await readdir(this.folder).catch((): string[] => []);
    for (const name of names) if (name.endsWith(PART)) await rm(join(this.folder, name), { force: true });
  }

  private pathOf(name: string): string {
    if (!/^[0-9a-f-]{36}(?:\.part)?$/u.test(name)) throw new RangeError('not the id of a job');
    return join(this.folder, name);
  }
}
