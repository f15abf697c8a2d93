import { Injectable } from '@nestjs/common';
import type { Proof, ProofKind } from '@zerofab/accounting';
import { invalid, notFound } from '@zerofab/platform';
import { DataSource } from 'typeorm';

export interface StoredProof extends Proof {
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly withdrawnAt: Date | null;
  readonly withdrawal: string | null;
}

interface Row {
  readonly id: string;
  readonly site_id: number;
  readonly kind: ProofKind;
  readonly mwh: string;
  readonly from_ts: Date;
  readonly to_ts: Date;
  readonly generation_month: string | null;
  readonly plant: string | null;
  readonly technology: string | null;
  readonly province: string | null;
  readonly contract: string | null;
  readonly settlement: string | null;
  readonly registry: string | null;
  readonly serial_from: string | null;
  readonly serial_to: string | null;
  readonly retired_on: string | null;
  readonly beneficiary: string | null;
  readonly evidence: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawal: string | null;
}
const COLUMNS = `id, site_id, kind, mwh::text AS mwh, from_ts, to_ts, generation_month, plant, technology, province, contract,
  settlement, registry, serial_from::text AS serial_from, serial_to::text AS serial_to, retired_on::text AS retired_on,
  beneficiary, evidence, recorded_at, recorded_by, withdrawn_at, withdrawal`;

const toProof = (row: Row): StoredProof => ({
  id: row.id,
  kind: row.kind,
  mwh: row.mwh,
  fromMs: row.from_ts.getTime(),
  toMs: row.to_ts.getTime(),
  generationMonth: row.generation_month,
  plant: row.plant,
  technology: row.technology,
  province: row.province,
  contract: row.contract,
  settlement: row.settlement,
  registry: row.registry,
  serialFrom: row.serial_from,
  serialTo: row.serial_to,
  retiredOn: row.retired_on,
  beneficiary: row.beneficiary,
  evidence: row.evidence,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  withdrawnAt: row.withdrawn_at,
  withdrawal: row.withdrawal,
});

/** Proofs of electricity: only added to and withdrawn; a serial number is claimed once on the whole platform. */
@Injectable()
export class ProofStore {
  constructor(private readonly dataSource: DataSource) {}

  async list(siteId: number): Promise<StoredProof[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM energy_proof WHERE site_id = $1 ORDER BY from_ts, id`,
      [siteId],
    );
    return rows.map(toProof);
  }

  /** Proofs that count and touch [fromMs, toMs); as believed on a day when `knownAtMs` is given. */
  async active(siteId: number, fromMs: number, toMs: number, knownAtMs?: number): Promise<StoredProof[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM energy_proof WHERE site_id = $1 AND from_ts < $3 AND to_ts > $2
         AND ($4::timestamptz IS NULL OR recorded_at <= $4)
         AND (withdrawn_at IS NULL OR ($4::timestamptz IS NOT NULL AND withdrawn_at > $4))
       ORDER BY from_ts, id`,
      [siteId, new Date(fromMs), new Date(toMs), knownAtMs === undefined ? null : new Date(knownAtMs)],
    );
    return rows.map(toProof);
  }

  /**
   * Adds a proof.
   * @throws ProblemError 422 when one of its certificates is claimed already, by whichever site
   */
  async add(siteId: number, proof: Omit<Proof, 'id'>, by: string): Promise<StoredProof> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(7330155)');
      if (proof.serialFrom !== null) {
        const [taken] = await manager.query<Row[]>(
          `SELECT ${COLUMNS} FROM energy_proof WHERE withdrawn_at IS NULL AND registry = $1
             AND serial_from <= $3::numeric AND serial_to >= $2::numeric LIMIT 1`,
          [proof.registry, proof.serialFrom, proof.serialTo],
        );
        if (taken !== undefined) {
          const [from, to] = [
            [taken.serial_from, proof.serialFrom].toSorted(byNumber).at(-1) ?? '',
            [taken.serial_to, proof.serialTo].toSorted(byNumber)[0] ?? '',
          ];
          // Whose claim it is stays with them: another site is not named.
          const whose =
            taken.site_id === siteId
              ? `by proof ${taken.id} of this site`
              : 'by another site of this platform';
          const detail = `certificates ${from} to ${to} of ${proof.registry ?? ''} are claimed already ${whose}; a certificate counts once`;
          throw invalid('certificate-claimed-twice', `serialFrom: ${detail}`, [
            { field: 'serialFrom', detail },
          ]);
        }
      }
      const [added] = await manager.query<Row[]>(
        `INSERT INTO energy_proof (site_id, kind, mwh, from_ts, to_ts, generation_month, plant, technology, province,
           contract, settlement, registry, serial_from, serial_to, retired_on, beneficiary, evidence, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING ${COLUMNS}`,
        [
          siteId,
          proof.kind,
          proof.mwh,
          new Date(proof.fromMs),
          new Date(proof.toMs),
          proof.generationMonth,
          proof.plant,
          proof.technology,
          proof.province,
          proof.contract,
          proof.settlement,
          proof.registry,
          proof.serialFrom,
          proof.serialTo,
          proof.retiredOn,
          proof.beneficiary,
          proof.evidence,
          by,
        ],
      );
      if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
      return toProof(added);
    });
  }

  /** Withdraws a claim, with the reason; it stays readable. @throws ProblemError 404 */
  async withdraw(siteId: number, id: string, reason: string, by: string): Promise<StoredProof> {
    const [rows] = await this.dataSource.query<[Row[], number]>(
      `UPDATE energy_proof SET withdrawn_at = now(), withdrawn_by = $4, withdrawal = $3
       WHERE site_id = $1 AND id = $2::bigint AND withdrawn_at IS NULL RETURNING ${COLUMNS}`,
      [siteId, id, reason, by],
    );
    const [row] = rows;
    if (row === undefined)
      throw notFound('unknown-proof', `There is no proof ${id} of this site that is not withdrawn already`);
    return toProof(row);
  }

  /** The latest value of each input of the ledger of a year. */
  async ledgerParameters(
    siteId: number,
    year: number,
  ): Promise<Map<string, { value: string; source: string }>> {
    const rows = await this.dataSource.query<{ name: string; value: string; source: string }[]>(
      `SELECT DISTINCT ON (name) name, value::text AS value, source FROM ledger_parameter
       WHERE site_id = $1 AND year = $2 ORDER BY name, id DESC`,
      [siteId, year],
    );
    return new Map(rows.map(({ name, value, source }) => [name, { value, source }]));
  }

  async addLedgerParameter(
    siteId: number,
    year: number,
    parameter: { name: 'apportionment' | 'certificateLimitMwh'; value: string; source: string; by: string },
  ): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO ledger_parameter (site_id, year, name, value, source, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [siteId, year, parameter.name, parameter.value, parameter.source, parameter.by],
    );
  }
}

const byNumber = (a: string | null, b: string | null): number => {
  const [x, y] = [BigInt(a ?? '0'), BigInt(b ?? '0')];
  return x < y ? -1 : x > y ? 1 : 0;
};
