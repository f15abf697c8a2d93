import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../config/env.js';
import { lockFolder } from './folder-lock.js';

describe('lock of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is given to one at a time, and names its holder in one line', () => {
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(ConfigurationError);
    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`^DATA_DIR [^\n]* is in use by process ${String(process.pid)} on [^\n]+; stop it [^\n]*$`),
    );
    release();
    lockFolder(folder)();
  });

  it('is free again when its holder is gone, whoever has the process number now', () => {
    // This process lives and has the number, as a program that got a recycled number would.
    writeFileSync(join(folder, 'zerofab.lock'), `process ${String(process.pid)} on elsewhere`);
    const release = lockFolder(folder);
    expect(readFileSync(join(folder, 'zerofab.lock'), 'utf8')).toContain(String(process.pid));
    release();
  });

  it('falls back to the process number where the system offers no file locks', () => {
    const without = { tryLock: undefined };
    const release = lockFolder(folder, without);
    expect(readFileSync(join(folder, 'zerofab.lock'), 'utf8')).toContain(`process ${String(process.pid)}`);
    writeFileSync(join(folder, 'zerofab.lock'), 'process 1 on this host');
    expect(() => lockFolder(folder, without)).toThrow(/is in use by process 1/);
    release();
  });
});
