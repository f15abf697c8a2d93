import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@zerofab/audit';
import { storedInventoryVersion, type ChangeTransaction } from '@zerofab/records';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';
import { toVersion, type FrozenVersion, type VersionRow } from './period-rows.js';

const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Content ready to be kept: canonical JSON and its SHA-256. */
export interface Content {
  readonly sha256: string;
  readonly text: string;
}

/** The one spelling of a value, with its SHA-256. */
export const contentOf = (value: unknown): Content => {
  const text = canonicalJson(value);
  return { text, sha256: sha256Of(text) };
};

const damaged = (sha256: string): RefusedError =>
  refused('frozen-damaged', {
    zh: `冻结的内容 ${sha256} 缺失或与其哈希不符；请从备份恢复，并用 npm run verify -- --database 检查`,
    en: `The frozen content ${sha256} is missing or does not fit its hash; restore it from a backup, and check with npm run verify -- --database`,
  });

/** Frozen versions of inventories, and their content under its own hash. Only added to. */
@Injectable()
export class VersionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Versions of a period, the first first. */
  async list(siteId: number, period: string): Promise<FrozenVersion[]> {
    const rows = await this.dataSource.query<VersionRow[]>(
      'SELECT * FROM inventory_version WHERE site_id = $1 AND period = $2 ORDER BY version',
      [siteId, period],
    );
    return rows.map(toVersion);
  }

  /** How many versions each period of a site has. */
  async counts(siteId: number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ period: string; version: number }[]>(
      'SELECT period, max(version) AS version FROM inventory_version WHERE site_id = $1 GROUP BY period',
      [siteId],
    );
    return new Map(rows.map(({ period, version }) => [period, version]));
  }

  /** @throws RefusedError unknown-version */
  async require(siteId: number, period: string, version?: number): Promise<FrozenVersion> {
    const versions = await this.list(siteId, period);
    const found = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    if (found === undefined)
      throw refused('unknown-version', {
        zh: `报告期 ${period} 没有${version === undefined ? '冻结的版本' : `第 ${String(version)} 版`}；现有 ${String(versions.length)} 版（锁定后产生）`,
        en: `Period ${period} has no ${version === undefined ? 'frozen version' : `version ${String(version)}`}; it has ${String(versions.length)}, the first comes with locking`,
      });
    return found;
  }

  /**
   * Content by its hash, held against it.
   * @throws RefusedError frozen-damaged
   */
  async content(sha256: string): Promise<unknown> {
    const [row] = await this.dataSource.query<{ content: string }[]>(
      'SELECT content FROM frozen_content WHERE sha256 = $1',
      [sha256],
    );
    if (row === undefined || sha256Of(row.content) !== sha256) throw damaged(sha256);
    return JSON.parse(row.content) as unknown;
  }

  /** Keeps contents; what is there already is not kept twice. */
  async keep({ manager, at }: ChangeTransaction, contents: readonly Content[]): Promise<void> {
    for (const { sha256, text } of contents)
      await manager.query(
        'INSERT INTO frozen_content (sha256, content, kept_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING',
        [sha256, text, at],
      );
  }

  /** Adds a version, and its entry of the journal. */
  async add(tx: ChangeTransaction, siteId: number, version: Omit<FrozenVersion, 'createdAt'>): Promise<void> {
    const { period, sha256, restatement, createdBy } = version;
    await tx.manager.query(
      `INSERT INTO inventory_version (site_id, period, version, sha256, restatement_id, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [siteId, period, version.version, sha256, restatement, tx.at, createdBy],
    );
    await tx.also(storedInventoryVersion, `${period}/${String(version.version)}`, 'add', {
      period,
      version: version.version,
      sha256,
      restatement,
    });
  }
}
