import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

export interface CommitEvent {
  readonly messages: number;
  readonly readings: number;
  readonly stored: number;
}

/** What is bounded at the meters' door. */
export const BOUNDS = [
  'packet-size',
  'connections',
  'connections-per-login',
  'login-timeout',
  'bytes-before-login',
  'subscriptions',
  'sessions-per-login',
  'offline-queue',
  'rejected-quota',
] as const;
export type Bound = (typeof BOUNDS)[number];

/** What happened in ingest, for live pages, metrics and health. */
@Injectable()
export class IngestEvents {
  readonly commits = new Subject<CommitEvent>();
  readonly rejections = new Subject<string>();
  /** A bound that held something back, by its name. */
  readonly bounds = new Subject<Bound>();
  private failure: { at: Date; message: string } | undefined;

  committed(event: CommitEvent): void {
    this.failure = undefined;
    this.commits.next(event);
  }

  rejected(reason: string): void {
    this.rejections.next(reason);
  }

  bounded(bound: Bound): void {
    this.bounds.next(bound);
  }

  failed(error: unknown): void {
    this.failure = { at: new Date(), message: error instanceof Error ? error.message : String(error) };
  }

  /** The last commit that failed, if none succeeded since. */
  lastFailure(): { at: Date; message: string } | undefined {
    return this.failure;
  }
}
