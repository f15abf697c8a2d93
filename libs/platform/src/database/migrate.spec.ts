import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root.js';
import { pendingMigrations, readMigrations, type Migration } from './migrate.js';

const migration = (id: string, checksum = id): Migration => ({ id, checksum, sql: '' });
const idsOf = (migrations: readonly Migration[]): string[] => migrations.map(({ id }) => id);
const all = ['0001-a', '0010-b', '0030-c'].map((id) => migration(id));

describe('migrations still to run', () => {
  it('are all on a fresh store, in order, and what is new on another', () => {
    expect(idsOf(pendingMigrations(new Map(), all))).toEqual(['0001-a', '0010-b', '0030-c']);
    const applied = new Map([
      ['0001-a', '0001-a'],
      ['0010-b', '0010-b'],
    ]);
    expect(idsOf(pendingMigrations(applied, all))).toEqual(['0030-c']);
    expect(pendingMigrations(new Map(all.map(({ id }) => [id, id])), all)).toEqual([]);
  });
  it('refuse a released file that was changed', () => {
    expect(() => pendingMigrations(new Map([['0001-a', 'other']]), all)).toThrow(/0001-a was changed/);
  });
  it('refuse a number below one that was applied', () => {
    const applied = new Map([
      ['0001-a', '0001-a'],
      ['0030-c', '0030-c'],
    ]);
    expect(() => pendingMigrations(applied, all)).toThrow(/0010-b would run after 0030-c/);
  });
});

it('gives each migration of the product a number of its own', () => {
  const numbers = ['identity', 'telemetry', 'inventory', 'records']
    .flatMap((lib) => readMigrations(join(projectRoot(), 'libs', lib, 'migrations')))
    .map(({ id }) => id.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.length).toBeGreaterThan(10);
});
