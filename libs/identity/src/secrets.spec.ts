import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecret } from './secrets.js';

describe('generated secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zerofab-secret-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are made once, whole, and found again', () => {
    const made = loadSecret(folder, 'token-key');
    expect(made).toHaveLength(32);
    expect(loadSecret(folder, 'token-key')).toEqual(made);
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['token-key']);
  });

  it.each(['', '00', 'xyz', '0'.repeat(63)])('are refused in one line when the file holds "%s"', (text) => {
    loadSecret(folder, 'token-key');
    writeFileSync(join(folder, 'secrets', 'token-key'), text);
    expect(() => loadSecret(folder, 'token-key')).toThrow(
      /^DATA_DIR: the secret [^\n]* is damaged; restore it[^\n]*$/,
    );
  });

  it('say in one line that the folder is none', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => loadSecret(join(folder, 'file'), 'token-key')).toThrow(/^DATA_DIR: [^\n]*ENOTDIR[^\n]*$/);
  });
});
