import { createHash } from 'node:crypto';
import type { AuditFinding } from '@zerofab/audit';
import type { DataSource } from 'typeorm';
import type { VersionHead } from './version-head.js';

interface VersionRow {
  readonly site: string;
  readonly period: string;
  readonly version: number;
  readonly sha256: string;
}

const finding = (kind: AuditFinding['kind'], zh: string, en: string): AuditFinding => ({
  kind,
  seq: null,
  text: { zh, en },
});
const nameOf = ({ site, period, version }: VersionRow): string => `${site} ${period} v${String(version)}`;

const VERSIONS = `SELECT s.code AS site, v.period, v.version, v.sha256 FROM inventory_version v
  JOIN site s ON s.id = v.site_id ORDER BY s.code, v.period, v.version`;
/** Versions as the journal tells of them. */
const TOLD = `SELECT site, new_value->>'period' AS period, (new_value->>'version')::int AS version,
  new_value->>'sha256' AS sha256 FROM journal WHERE kind = 'inventory-version' AND action = 'add' ORDER BY seq`;

/**
 * Holds every frozen content against its hash, every version against its parts, and all versions against the journal that
 * tells of them: what was changed, left out or added.
 */
export const checkFrozen = async (
  dataSource: Pick<DataSource, 'query'>,
): Promise<{ readonly versions: number; readonly contents: number; readonly findings: AuditFinding[] }> => {
  const findings: AuditFinding[] = [];
  const names = await dataSource.query<{ sha256: string }[]>(
    'SELECT sha256 FROM frozen_content ORDER BY sha256',
  );
  const good = new Set<string>();
  const heads = new Map<string, VersionHead>();
  const versions = await dataSource.query<VersionRow[]>(VERSIONS);
  const headHashes = new Set(versions.map(({ sha256 }) => sha256));
  for (const { sha256 } of names) {
    const [row] = await dataSource.query<{ content: string }[]>(
      'SELECT content FROM frozen_content WHERE sha256 = $1',
      [sha256],
    );
    const content = row?.content ?? '';
    if (createHash('sha256').update(content, 'utf8').digest('hex') === sha256) good.add(sha256);
    else
      findings.push(
        finding('changed', `冻结的内容 ${sha256} 被改动过`, `frozen content ${sha256} was changed`),
      );
    if (headHashes.has(sha256) && good.has(sha256)) heads.set(sha256, JSON.parse(content) as VersionHead);
  }
  for (const version of versions) {
    const lost = Object.entries(heads.get(version.sha256)?.parts ?? { head: version.sha256 })
      .filter(([, sha256]) => !good.has(sha256))
      .map(([part]) => part);
    if (lost.length > 0) {
      const [name, parts] = [nameOf(version), lost.join(', ')];
      findings.push(
        finding('missing', `${name} 缺少完好的部分：${parts}`, `${name} lacks whole parts: ${parts}`),
      );
    }
  }
  const told = await dataSource.query<VersionRow[]>(TOLD);
  const keyOf = (version: VersionRow): string => `${nameOf(version)} ${version.sha256}`;
  const [here, there] = [new Set(versions.map(keyOf)), new Set(told.map(keyOf))];
  for (const version of told.filter((one) => !here.has(keyOf(one)))) {
    const name = nameOf(version);
    findings.push(
      finding(
        'missing',
        `日志中的 ${name} 不在版本表中，或哈希不同`,
        `${name} of the journal is not among the versions, or has another hash`,
      ),
    );
  }
  for (const version of versions.filter((one) => !there.has(keyOf(one)))) {
    const name = nameOf(version);
    findings.push(
      finding('added', `日志中没有 ${name}：有版本被添加`, `the journal tells of no ${name}: it was added`),
    );
  }
  return { versions: versions.length, contents: names.length, findings };
};
