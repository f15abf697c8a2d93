import { Injectable } from '@nestjs/common';
import { serialRange, type Proof } from '@zerofab/accounting';
import { Journal, storedProof, type ChangeRequest, type ChangeTransaction } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource, QueryFailedError } from 'typeorm';
import {
  refused,
  refusedField,
  type Bilingual,
  type ProofKind,
  type RefusedError,
} from '@zerofab/vocabulary';

export interface StoredProof extends Proof {
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  /** The reason of the withdrawal. */
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
  readonly serial_from_text: string | null;
  readonly serial_to_text: string | null;
  readonly retired_on: string | null;
  readonly beneficiary: string | null;
  readonly file_hash: string | null;
  readonly evidence: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawal: string | null;
}
const COLUMNS = `id, site_id, kind, mwh::text AS mwh, from_ts, to_ts, generation_month, plant, technology, province, contract,
  settlement, registry, serial_from::text AS serial_from, serial_to::text AS serial_to, serial_from_text, serial_to_text,
  retired_on::text AS retired_on, beneficiary, file_hash, evidence, recorded_at, recorded_by, withdrawn_at, withdrawn_by,
  withdrawal`;

/** The columns of a row are schema version 1: other columns would come with a migration. */
const COLUMNS_SCHEMA = 1;

const toProof = (row: Row): StoredProof => ({
  ...storedProof.read(
    {
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
      serialFrom: row.serial_from_text,
      serialTo: row.serial_to_text,
      retiredOn: row.retired_on,
      beneficiary: row.beneficiary,
      fileHash: row.file_hash,
      evidence: row.evidence,
      withdrawal: row.withdrawal,
    },
    COLUMNS_SCHEMA,
  ),
  id: row.id,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  withdrawnAt: row.withdrawn_at,
  withdrawnBy: row.withdrawn_by,
});

const claimedTwice = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23P01';

/** Proofs of electricity: only added to and withdrawn; a serial number is claimed once on the whole platform. */
@Injectable()
export class ProofStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  async list(siteId: number): Promise<StoredProof[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM energy_proof WHERE site_id = $1 ORDER BY from_ts, id`,
      [siteId],
    );
    return rows.map(toProof);
  }

  /** Proofs that count: not withdrawn; as believed on a day when `knownAtMs` is given. */
  async active(siteId: number, knownAtMs?: number): Promise<StoredProof[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM energy_proof WHERE site_id = $1
         AND ($2::timestamptz IS NULL OR recorded_at <= $2)
         AND (withdrawn_at IS NULL OR ($2::timestamptz IS NOT NULL AND withdrawn_at > $2))
       ORDER BY from_ts, id`,
      [siteId, knownAtMs === undefined ? null : new Date(knownAtMs)],
    );
    return rows.map(toProof);
  }

  /**
   * Adds a proof. Claims of one site come in one after the other: `check` sees all that count besides this one.
   * @param check throws to refuse
   * @throws RefusedError invalid when one of its certificates is claimed already, by whichever site
   */
  async add(
    site: ProofSite,
    proof: Omit<Proof, 'id'>,
    request: ChangeRequest,
    check: (others: readonly StoredProof[]) => void,
  ): Promise<StoredProof> {
    try {
      const { key } = await this.journal.append({
        // A claim is added once; it has no version to have been seen.
        request: { ...request, expectedVersion: undefined },
        site: site.code,
        stored: storedProof,
        action: 'add',
        value: { ...contentOf(proof), withdrawal: null },
        write: async (tx) => {
          const others = await tx.manager.query<Row[]>(
            `SELECT ${COLUMNS} FROM energy_proof WHERE site_id = $1 AND withdrawn_at IS NULL ORDER BY from_ts, id`,
            [site.id],
          );
          check(others.map(toProof));
          return { key: await insert(tx, site.id, proof, request.actor.username) };
        },
      });
      return await this.require(site.id, key);
    } catch (error) {
      if (!claimedTwice(error)) throw error;
      throw await this.twice(site.id, proof);
    }
  }

  /** Withdraws a claim, with the reason; it stays readable. @throws RefusedError not-found, conflict */
  async withdraw(site: ProofSite, id: string, reason: string, request: ChangeRequest): Promise<StoredProof> {
    const proof = await this.require(site.id, id);
    await this.journal.append({
      request: { ...request, reason },
      site: site.code,
      stored: storedProof,
      key: id,
      action: 'withdraw',
      value: { ...contentOf(proof), withdrawal: reason },
      always: true,
      write: async ({ manager, at }) => {
        const [rows] = await manager.query<[unknown[], number]>(
          `UPDATE energy_proof SET withdrawn_at = $5, withdrawn_by = $4, withdrawal = $3
           WHERE site_id = $1 AND id = $2::bigint AND withdrawn_at IS NULL RETURNING id`,
          [site.id, id, reason, request.actor.username, at],
        );
        if (rows.length === 0) throw unknownProof(id);
      },
    });
    return this.require(site.id, id);
  }

  private async require(siteId: number, id: string): Promise<StoredProof> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM energy_proof WHERE site_id = $1 AND id = $2::bigint`,
      [siteId, id],
    );
    if (row === undefined) throw unknownProof(id);
    return toProof(row);
  }

  /** Which certificates are claimed already. Whose claim it is stays with them: another site is not named. */
  private async twice(siteId: number, proof: Omit<Proof, 'id'>): Promise<RefusedError> {
    const range = serialRange(proof);
    const [taken] = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM energy_proof WHERE withdrawn_at IS NULL AND serial_series = $1
         AND serial_from <= $3::numeric AND serial_to >= $2::numeric ORDER BY site_id <> $4, serial_from LIMIT 1`,
      [range?.series, range?.first.toString(), range?.last.toString(), siteId],
    );
    const own = taken !== undefined && taken.site_id === siteId;
    const [first, last] = [BigInt(taken?.serial_from ?? '0'), BigInt(taken?.serial_to ?? '0')];
    const held =
      range === null || taken === undefined
        ? { zh: '', en: '' }
        : between(first > range.first ? first : range.first, last < range.last ? last : range.last);
    const registry = proof.registry ?? '';
    return refusedField('certificate-claimed-twice', 'serialFrom', {
      zh: `${registry} 的绿证${held.zh}已被${
        own ? `本站点的凭证 ${taken.id} ` : '本平台的另一站点'
      }使用；每张绿证只能使用一次，请核对编号`,
      en: `certificates${held.en} of ${registry} are claimed already ${
        own ? `by proof ${taken.id} of this site` : 'by another site of this platform'
      }; a certificate counts once`,
    });
  }
}

const between = (first: bigint, last: bigint): Bilingual => ({
  zh: ` ${String(first)} 至 ${String(last)} `,
  en: ` ${String(first)} to ${String(last)}`,
});

const unknownProof = (id: string): RefusedError =>
  refused('unknown-proof', {
    zh: `该站点没有未撤回的电力属性凭证 ${id}；GET …/energy-proofs 列出全部`,
    en: `There is no proof ${id} of this site that is not withdrawn already; GET …/energy-proofs lists them`,
  });

type ProofSite = Pick<SiteEntity, 'id' | 'code'>;

/** What a claim says, without its id and its fate. */
const contentOf = (proof: Omit<Proof, 'id'> | StoredProof): Omit<Proof, 'id'> => ({
  kind: proof.kind,
  mwh: proof.mwh,
  fromMs: proof.fromMs,
  toMs: proof.toMs,
  generationMonth: proof.generationMonth,
  plant: proof.plant,
  technology: proof.technology,
  province: proof.province,
  contract: proof.contract,
  settlement: proof.settlement,
  registry: proof.registry,
  serialFrom: proof.serialFrom,
  serialTo: proof.serialTo,
  retiredOn: proof.retiredOn,
  beneficiary: proof.beneficiary,
  fileHash: proof.fileHash,
  evidence: proof.evidence,
});

/** @returns the id of the new row */
const insert = async (
  { manager, at }: ChangeTransaction,
  siteId: number,
  proof: Omit<Proof, 'id'>,
  by: string,
): Promise<string> => {
  const range = serialRange(proof);
  const [added] = await manager.query<{ id: string }[]>(
    `INSERT INTO energy_proof (site_id, kind, mwh, from_ts, to_ts, generation_month, plant, technology, province,
       contract, settlement, registry, serial_series, serial_from, serial_to, serial_from_text, serial_to_text,
       retired_on, beneficiary, file_hash, evidence, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
     RETURNING id`,
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
      range?.series ?? null,
      range?.first.toString() ?? null,
      range?.last.toString() ?? null,
      proof.serialFrom,
      proof.serialTo,
      proof.retiredOn,
      proof.beneficiary,
      proof.fileHash,
      proof.evidence,
      by,
      at,
    ],
  );
  if (added === undefined) throw new Error('INSERT … RETURNING gave no row');
  return added.id;
};
