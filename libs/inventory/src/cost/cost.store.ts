import { Injectable } from '@nestjs/common';
import { Journal, storedInvoice, storedTariffContract, type ChangeRequest } from '@zerofab/records';
import type { Contract } from '@zerofab/tariff';
import type { SiteEntity } from '@zerofab/telemetry';
import { DataSource } from 'typeorm';

interface Recorded {
  readonly version: number;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** A supply contract of a site, as it holds from a day on. */
export interface SiteContract {
  readonly code: string;
  readonly validFrom: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly source: string;
  /** An example of a structure, not a contract of anybody. */
  readonly example: boolean;
  /** Meters of the supplier: their sum is billed. */
  readonly meters: readonly string[];
  readonly contract: Contract;
}
export type SiteInvoice = ReturnType<(typeof storedInvoice)['read']>;

interface Row {
  readonly value: unknown;
  readonly schema_version: number;
  readonly version: number;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

const recorded = (row: Row): Recorded => ({
  version: row.version,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

const toContract = (row: Row): SiteContract & Recorded => {
  const { contract, ...rest } = storedTariffContract.read(row.value, row.schema_version);
  // Lines are kept as the request was checked; `checkContract` looks at them again before a bill.
  return { ...rest, contract: contract as unknown as Contract, ...recorded(row) };
};

/** Contracts and invoices of a site: what its energy costs, on paper. */
@Injectable()
export class CostStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** All versions of all contracts, by code, the oldest first. */
  async contracts(siteId: number): Promise<(SiteContract & Recorded)[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM tariff_contract WHERE site_id = $1 ORDER BY code, valid_from',
      [siteId],
    );
    return rows.map(toContract);
  }

  async invoice(
    siteId: number,
    contract: string,
    month: string,
  ): Promise<(SiteInvoice & Recorded) | undefined> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT * FROM energy_invoice WHERE site_id = $1 AND contract = $2 AND month = $3',
      [siteId, contract, month],
    );
    return row === undefined
      ? undefined
      : { ...storedInvoice.read(row.value, row.schema_version), ...recorded(row) };
  }

  /** @throws RefusedError stale-version */
  async putContract(
    site: Pick<SiteEntity, 'id' | 'code'>,
    contract: SiteContract,
    request: ChangeRequest,
  ): Promise<void> {
    const value = {
      ...contract,
      meters: [...contract.meters],
      contract: contract.contract as unknown as StoredContract,
    };
    await this.journal.append({
      request,
      site: site.code,
      stored: storedTariffContract,
      key: `${contract.code}/${contract.validFrom}`,
      action: 'put',
      value,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO tariff_contract (site_id, code, valid_from, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
           ON CONFLICT (site_id, code, valid_from) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            contract.code,
            contract.validFrom,
            JSON.stringify(value),
            storedTariffContract.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }

  /** @throws RefusedError stale-version */
  async putInvoice(
    site: Pick<SiteEntity, 'id' | 'code'>,
    invoice: SiteInvoice,
    request: ChangeRequest,
  ): Promise<void> {
    await this.journal.append({
      request,
      site: site.code,
      stored: storedInvoice,
      key: `${invoice.contract}/${invoice.month}`,
      action: 'put',
      value: invoice,
      write: async ({ manager, version, at }) => {
        await manager.query(
          `INSERT INTO energy_invoice (site_id, contract, month, value, schema_version, version, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
           ON CONFLICT (site_id, contract, month) DO UPDATE SET value = excluded.value, version = excluded.version,
             schema_version = excluded.schema_version, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
          [
            site.id,
            invoice.contract,
            invoice.month,
            JSON.stringify(invoice),
            storedInvoice.schemaVersion,
            version,
            at,
            request.actor.username,
          ],
        );
      },
    });
  }
}

type StoredContract = ReturnType<(typeof storedTariffContract)['read']>['contract'];
