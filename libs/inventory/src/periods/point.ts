import type { Bilingual, PeriodPoint } from '@zerofab/vocabulary';

/** A point that somebody must solve, or waive with a reason, before a period can be closed. */
export interface Point {
  /** The same as long as the same thing is wrong, so that a waiver stays with it. */
  readonly id: string;
  readonly kind: PeriodPoint;
  readonly source: string | null;
  readonly subject: Bilingual;
  readonly detail: Bilingual;
}
