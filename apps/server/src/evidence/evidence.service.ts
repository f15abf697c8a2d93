import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type {
  Evidence,
  EvidenceQuery,
  EvidenceUploadQuery,
  Unproven,
  UnprovenQuery,
} from '@zerofab/contracts';
import { EvidenceStore, EvidenceVault, periodSpan, UnprovenStore } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';

/** A file to hand out. */
export interface EvidenceFile {
  readonly evidence: Evidence;
  readonly bytes: Uint8Array;
}

/** Evidence files of a site: kept before they are confirmed, checked against their hash when handed out. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly sites: SiteStore,
    private readonly store: EvidenceStore,
    private readonly unprovenData: UnprovenStore,
    private readonly vault: EvidenceVault,
  ) {}

  async add(
    siteCode: string,
    { name, note }: EvidenceUploadQuery,
    body: Readable,
    change: ChangeRequest,
  ): Promise<Evidence> {
    const site = await this.sites.requireSite(siteCode);
    // What is refused half-way is read to its end all the same: a client that is still sending would not see the answer.
    const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    const kept = await this.vault.keep(chunks, name).finally(() => body.resume());
    return this.store.add(site, { ...kept, name, note: note ?? null }, change);
  }

  async list(siteCode: string, { source, period, text }: EvidenceQuery): Promise<{ items: Evidence[] }> {
    const site = await this.sites.requireSite(siteCode);
    const span = period === undefined ? undefined : periodSpan(period, site.timezone);
    return { items: await this.store.list(site.id, { source, span, text }) };
  }

  /** Records of a period without a file of the vault. @throws RefusedError bad-period */
  async unproven(siteCode: string, { period, source }: UnprovenQuery): Promise<Unproven> {
    return this.unprovenData.list(await this.sites.requireSite(siteCode), period, source);
  }

  async get(siteCode: string, id: string): Promise<Evidence> {
    return this.store.require((await this.sites.requireSite(siteCode)).id, id);
  }

  async content(siteCode: string, id: string): Promise<EvidenceFile> {
    const evidence = await this.get(siteCode, id);
    return { evidence, bytes: await this.vault.read(evidence.sha256) };
  }
}
