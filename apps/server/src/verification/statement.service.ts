import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EvidenceUploadQuery } from '@zerofab/contracts';
import { EngagementsService, EngagementStore, type Engagement } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { EvidenceService } from '../evidence/evidence.service.js';

/** The verification statement: a file of the vault that an auditor adds to an engagement, and to nothing else. */
@Injectable()
export class StatementService {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly store: EngagementStore,
    private readonly evidence: EvidenceService,
  ) {}

  async attach(
    site: SiteEntity,
    id: string,
    query: EvidenceUploadQuery,
    body: Readable,
    change: ChangeRequest,
  ): Promise<Engagement> {
    // Before the bytes: an engagement that is not there keeps no file.
    await this.store.require(site.id, id);
    const kept = await this.evidence.add(site.code, query, body, change);
    return this.engagements.attach(site, id, { evidence: kept.id, sha256: kept.sha256 }, change);
  }
}
