import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

export interface CommitEvent {
  readonly messages: number;
  readonly readings: number;
  readonly stored: number;
}

/** What happened in ingest, for live pages, metrics and health. */
@Injectable()
export class IngestEvents {
  readonly commits = new Subject<CommitEvent>();
  readonly rejections = new Subject<string>();
  private failure: { at: Date; message: string } | undefined;

  committed(event: CommitEvent): void {
    this.failure = undefined;
    this.commits.next(event);
  }

  rejected(reason: string): void {
    this.rejections.next(reason);
  }

  failed(error: unknown): void {
    this.failure = { at: new Date(), message: error instanceof Error ? error.message : String(error) };
  }

  /** The last commit that failed, if none succeeded since. */
  lastFailure(): { at: Date; message: string } | undefined {
    return this.failure;
  }
}
