import { Injectable } from '@nestjs/common';
import type { ChangeRequest, StoredFinding } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import type { FindingState } from '@zerofab/vocabulary';
import { EvidenceStore } from '../evidence/evidence.store.js';
import { stamp } from '../periods/period-steps.js';
import { EngagementStore } from './engagement.store.js';
import { FindingStore } from './finding.store.js';
import { engagementState, findingState, unknownDatum } from './verification-refusals.js';
import type { Engagement, Finding } from './verification-rows.js';
import { VerifiedDataService } from './verified-data.service.js';

/** What an auditor says of a finding. */
export type FindingContent = Pick<
  StoredFinding,
  'severity' | 'title' | 'text' | 'datum' | 'effectTco2e' | 'dueOn'
>;

/** Findings: the auditor raises and decides them, the energy manager answers. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly engagements: EngagementStore,
    private readonly store: FindingStore,
    private readonly data: VerifiedDataService,
    private readonly evidence: EvidenceStore,
  ) {}

  /** @throws RefusedError unknown-engagement, engagement-state, unknown-datum, too-many-findings */
  async raise(
    site: SiteEntity,
    engagementId: string,
    content: FindingContent,
    request: ChangeRequest,
  ): Promise<Finding> {
    const engagement = await this.openOne(site, engagementId);
    await this.checkDatum(engagement, content.datum);
    return this.store.add(
      site,
      engagement,
      {
        ...content,
        engagement: engagement.id,
        state: 'open',
        raised: { by: request.actor.username, at: '' },
        replies: [],
        decisions: [],
      },
      request,
    );
  }

  /** Changes what a finding says, while it is not settled. @throws RefusedError finding-state, stale-version */
  async amend(
    site: SiteEntity,
    engagementId: string,
    id: string,
    content: FindingContent,
    request: ChangeRequest,
  ): Promise<Finding> {
    const engagement = await this.openOne(site, engagementId);
    await this.checkDatum(engagement, content.datum);
    return this.store.change(site, engagement, id, 'put', request, (present) => ({
      ...inState(present, ['open', 'answered']),
      ...content,
    }));
  }

  /** A reply of the energy manager; it decides nothing. @throws RefusedError finding-state, stale-version, unknown-evidence */
  async answer(
    site: SiteEntity,
    engagementId: string,
    id: string,
    reply: { readonly text: string; readonly evidence: string | null },
    request: ChangeRequest,
  ): Promise<Finding> {
    const engagement = await this.openOne(site, engagementId);
    await this.evidence.checkReferences(site.id, 'evidence', reply.evidence);
    return this.store.change(site, engagement, id, 'answer', request, (present, { at }) => ({
      ...inState(present, ['open', 'answered']),
      state: 'answered',
      replies: [...present.replies, { ...reply, ...stamp(request, at) }].slice(-MAX_REPLIES),
    }));
  }

  /** Closes a finding that is answered; an observation also without an answer. @throws RefusedError finding-state */
  async close(site: SiteEntity, engagementId: string, id: string, reason: string, request: ChangeRequest) {
    return this.decide(site, engagementId, id, { to: 'closed', reason }, request);
  }

  /** Takes a finding back that was none. @throws RefusedError finding-state */
  async withdraw(site: SiteEntity, engagementId: string, id: string, reason: string, request: ChangeRequest) {
    return this.decide(site, engagementId, id, { to: 'withdrawn', reason }, request);
  }

  /** Opens a finding again: the answer does not suffice, or it was closed too early. @throws RefusedError finding-state */
  async reopen(site: SiteEntity, engagementId: string, id: string, reason: string, request: ChangeRequest) {
    return this.decide(site, engagementId, id, { to: 'open', reason }, request);
  }

  private async decide(
    site: SiteEntity,
    engagementId: string,
    id: string,
    { to, reason }: { readonly to: 'closed' | 'withdrawn' | 'open'; readonly reason: string },
    request: ChangeRequest,
  ): Promise<Finding> {
    const engagement = await this.openOne(site, engagementId);
    const { action, decision } = DECISIONS[to];
    return this.store.change(site, engagement, id, action, { ...request, reason }, (present, { at }) => ({
      ...inState(present, fromStates(present, to)),
      state: to,
      decisions: [...present.decisions, { decision, reason, ...stamp(request, at) }].slice(-MAX_REPLIES),
    }));
  }

  private async openOne(site: SiteEntity, id: string): Promise<Engagement> {
    const engagement = await this.engagements.require(site.id, id);
    if (engagement.state !== 'open') throw engagementState(id, engagement.state);
    return engagement;
  }

  private async checkDatum({ basis }: Engagement, id: string | null): Promise<void> {
    if (id === null) return;
    const { data } = await this.data.read(basis.data);
    if (!data.some((datum) => datum.id === id)) throw unknownDatum(id);
  }
}

/** Earlier ones stay in the journal. */
const MAX_REPLIES = 100;

const DECISIONS = {
  closed: { action: 'close', decision: 'closed' },
  withdrawn: { action: 'withdraw', decision: 'withdrawn' },
  open: { action: 'reopen', decision: 'reopened' },
} as const;

const fromStates = (
  { severity }: Pick<Finding, 'severity'>,
  to: 'closed' | 'withdrawn' | 'open',
): readonly FindingState[] => {
  if (to === 'open') return ['answered', 'closed', 'withdrawn'];
  if (to === 'withdrawn' || severity === 'observation') return ['open', 'answered'];
  return ['answered'];
};

/** @throws RefusedError finding-state */
const inState = (finding: Finding, states: readonly FindingState[]): Finding => {
  if (!states.includes(finding.state)) throw findingState(finding.number, finding.state);
  return finding;
};
