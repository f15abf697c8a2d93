import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { factorRowSchema, readFactorRow } from './factor-row.js';
import { FACTOR_SET_VERSION } from './generated/version.js';
import { heat } from './generated/heat.js';
import { builtInLibrary, factorById } from './library.js';

const row = heat[0]!;

describe('schema of a factor row', () => {
  it('takes a good row', () => {
    expect(readFactorRow('heat', row, 'test')).toMatchObject({
      value: '0.11',
      unit: 'tCO2/GJ',
      validFrom: null,
      edition: 'test',
    });
  });

  it.each([
    ['source', { source: '' }],
    ['source', { source: '   ' }],
    ['unit', { unit: '' }],
    ['value', { value: '' }],
    ['value', { value: '1e-3' }],
    ['value', { value: '0,11' }],
    ['confidence', { confidence: 'probably' }],
    ['valid_from', { valid_from: '2024-4-1' }],
    ['name_zh', { name_zh: '' }],
    ['year', { year: '24' }],
    ['id', { id: 'Two Words' }],
  ])('refuses a row with a bad %s', (column, change) => {
    const result = factorRowSchema.safeParse({ ...row, ...change });
    expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([column]);
  });

  it('refuses an unknown column', () => {
    expect(factorRowSchema.safeParse({ ...row, colour: 'green' }).success).toBe(false);
  });
});

describe('library', () => {
  it('reads every row, each with its own id', () => {
    expect(builtInLibrary().factors).toHaveLength(1112);
    expect(new Set(builtInLibrary().factors.map((factor) => factor.id)).size).toBe(
      builtInLibrary().factors.length,
    );
  });

  it('keeps the digits of the source', () => {
    expect(factorById('elec-grid-north-2021-average')?.value).toBe('0.7120');
    expect(factorById('nothing')).toBeUndefined();
  });

  it('names source, unit and confidence of every factor', () => {
    const bare = builtInLibrary().factors.filter(
      (f) => f.source === '' || f.unit === '' || f.confidence.length < 3,
    );
    expect(bare).toEqual([]);
  });

  it('is generated from the data, byte for byte', () => {
    const script = fileURLToPath(new URL('../../../scripts/generate-factors.mjs', import.meta.url));
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
    expect(FACTOR_SET_VERSION).toMatch(/^2026\.11-[0-9a-f]{8}$/);
  });
});
