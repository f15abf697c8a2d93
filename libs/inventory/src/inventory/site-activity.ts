import type { DoubleCount, SiteFacts, SourceActivityData, SourceDefinition } from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import type { FactsQuestion } from './site-facts.service.js';
import type { GwpSet } from '@zerofab/vocabulary';

export interface InventoryQuestion extends FactsQuestion {
  readonly method?: string | undefined;
  /** GWP set, where the method leaves it open. */
  readonly gwp?: GwpSet | undefined;
  readonly settleMs?: number;
}

/** Activity data of a site over a span, and what its figures depend on: read once, worked out under any method. */
export interface SiteActivity {
  readonly site: SiteEntity;
  readonly question: InventoryQuestion;
  readonly settled: boolean;
  readonly data: readonly SourceActivityData[];
  /** Sources listed, but outside the inventory by their definition. */
  readonly excluded: readonly SourceDefinition[];
  /** What of the sources counts twice. */
  readonly doubles: readonly DoubleCount[];
  readonly facts: SiteFacts;
}
