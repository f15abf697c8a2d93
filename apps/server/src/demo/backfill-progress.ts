import { Injectable } from '@nestjs/common';
import type { LiveEvent } from '@zerofab/contracts';

/** How far the demo's history is: what the simulator reported last. */
@Injectable()
export class BackfillProgress {
  private last: LiveEvent['backfill'] = null;

  report(progress: NonNullable<LiveEvent['backfill']>): void {
    this.last = progress;
  }

  current(): LiveEvent['backfill'] {
    return this.last;
  }
}
