import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';

export { BaseYearService } from './boundary/base-year.service.js';
export { BoundaryStore, type BoundaryVersion } from './boundary/boundary.store.js';
export { MeterChangeService } from './changes/meter-change.service.js';
export { wouldMove } from './changes/moved.js';
export { SiteChangeService } from './changes/site-change.service.js';
export { EvidenceStore } from './evidence/evidence.store.js';
export { EvidenceVault } from './evidence/evidence.vault.js';
export { InventoryModule } from './inventory.module.js';
export { recordView } from './inventory/activity-view.js';
export { ComparisonService } from './inventory/comparison.service.js';
export { InventoryService, requireMethod } from './inventory/inventory.service.js';
export type { InventoryQuestion } from './inventory/site-activity.js';
export { SeriesService } from './inventory/series.service.js';
export { FactorImportService } from './library/factor-import.service.js';
export { FactorUseService } from './library/factor-use.service.js';
export { FactorComparisonStore, type StoredComparison } from './library/factor-comparison.store.js';
export { FactorLibraryStore, unknownImport, type StoredImport } from './library/factor-library.store.js';
export { OrganisationService } from './organisation/organisation.service.js';
export { lastReadingOf, stateOf } from './overview/meter-state.js';
export { OverviewService } from './overview/overview.service.js';
export { powerMeters, powerNow } from './overview/power.service.js';
export { ChecklistService } from './setup/checklist.service.js';
export { QualityPlanService } from './quality-plan/quality-plan.service.js';
export { ScoreFactsService, type ScoreFact } from './scores/score-facts.service.js';
export { ScoringInputStore, type ScoringInput } from './scores/scoring-input.store.js';
export { ActivityStore, type NewRecord } from './sources/activity.store.js';
export { SourceStore } from './sources/source.store.js';

/** Folder of this lib's SQL migrations. */
export const inventoryMigrations = join(projectRoot(), 'libs/inventory/migrations');
export { ParameterStore } from './parameters/parameter.store.js';
export { AttributesService } from './electricity/attributes.service.js';
export { LedgerParameterStore } from './electricity/ledger-parameter.store.js';
export { LedgerService } from './electricity/ledger.service.js';
export { ProofStore, type StoredProof } from './electricity/proof.store.js';
export { SupplyService } from './electricity/supply.service.js';
