import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RegisterKind } from '@zerofab/vocabulary';

/** What ingest must know of a register: enough to check a reading, no more. */
interface KnownRegister {
  readonly id: number;
  readonly kind: RegisterKind;
  readonly rollover: number | null;
  readonly net: boolean;
}

export interface KnownMeter {
  readonly id: number;
  readonly siteId: number;
  readonly passwordSha256: string | null;
  readonly registers: ReadonlyMap<string, KnownRegister>;
}

interface Row {
  readonly site: string;
  readonly site_id: number;
  readonly meter: string;
  readonly meter_id: number;
  readonly password_sha256: string | null;
  readonly register: string | null;
  readonly register_id: number;
  readonly kind: RegisterKind;
  readonly rollover: number | null;
  readonly net: boolean;
}

const RECHECK_MS = 1000;

/**
 * Sites, meters and registers in memory, for the hot path. Built anew when `directory_version` rose: compared every
 * second, and when something unknown is asked for, so that a meter created a moment ago is known at once.
 */
@Injectable()
export class MeterDirectory {
  private sites: Map<string, Map<string, KnownMeter>> = new Map();
  private version: string | undefined;
  private checkedAt = 0;
  private running: Promise<void> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  knowsSite(site: string): boolean {
    return this.sites.has(site);
  }

  meter(site: string, meter: string): KnownMeter | undefined {
    return this.sites.get(site)?.get(meter);
  }

  isFresh(): boolean {
    return Date.now() - this.checkedAt < RECHECK_MS;
  }

  /** Makes sure that changes committed before this call are known. Calls at once share one query. */
  async refresh(): Promise<void> {
    this.running ??= this.load().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  private async load(): Promise<void> {
    const rows = await this.dataSource.query<{ version: string }[]>('SELECT version FROM directory_version');
    const version = rows[0]?.version;
    if (version === undefined || version !== this.version) {
      this.sites = build(await this.dataSource.query<Row[]>(ALL_REGISTERS));
      this.version = version;
    }
    this.checkedAt = Date.now();
  }
}

const ALL_REGISTERS = `
  SELECT s.code AS site, s.id AS site_id, m.code AS meter, m.id AS meter_id, m.password_sha256,
         r.code AS register, r.id AS register_id, r.kind, r.rollover, r.net
  FROM site s
  LEFT JOIN meter m ON m.site_id = s.id
  LEFT JOIN register r ON r.meter_id = m.id AND NOT r.retired`;

const build = (rows: readonly Row[]): Map<string, Map<string, KnownMeter>> => {
  const sites = new Map<string, Map<string, KnownMeter & { registers: Map<string, KnownRegister> }>>();
  for (const row of rows) {
    let meters = sites.get(row.site);
    if (meters === undefined) sites.set(row.site, (meters = new Map()));
    if (row.meter_id === null) continue;
    let meter = meters.get(row.meter);
    if (meter === undefined) {
      meter = {
        id: row.meter_id,
        siteId: row.site_id,
        passwordSha256: row.password_sha256,
        registers: new Map(),
      };
      meters.set(row.meter, meter);
    }
    if (row.register !== null) {
      meter.registers.set(row.register, {
        id: row.register_id,
        kind: row.kind,
        rollover: row.rollover,
        net: row.net,
      });
    }
  }
  return sites;
};
