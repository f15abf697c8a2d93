import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';

export { BaseYearService } from './boundary/base-year.service.js';
export { checkBoundary } from './boundary/boundary-checks.js';
export { boundaryWarnings } from './boundary/boundary-warnings.js';
export { BoundaryStore, type BoundaryVersion } from './boundary/boundary.store.js';
export { EvidenceStore } from './evidence/evidence.store.js';
export { EvidenceVault } from './evidence/evidence.vault.js';
export { InventoryModule } from './inventory.module.js';
export { ComparisonService } from './inventory/comparison.service.js';
export { InventoryService, requireMethod, type InventoryQuestion } from './inventory/inventory.service.js';
export { SeriesService } from './inventory/series.service.js';
export { chooseFactors } from './inventory/choose-factors.js';
export { FactorImportService } from './library/factor-import.service.js';
export { FactorUseService } from './library/factor-use.service.js';
export { FactorLibraryStore, type StoredImport } from './library/factor-library.store.js';
export { OrganisationService } from './organisation/organisation.service.js';
export { lastReadingOf, stateOf } from './overview/meter-state.js';
export { OverviewService } from './overview/overview.service.js';
export { powerMeters, powerNow } from './overview/power.service.js';
export { activityBasis } from './quality-plan/activity-basis.js';
export { QualityPlanService } from './quality-plan/quality-plan.service.js';
export { ActivityStore, type ManualRecord } from './sources/activity.store.js';
export { defaultFactor, SourceStore, type SourceDefinition } from './sources/source.store.js';

/** Folder of this lib's SQL migrations. */
export const inventoryMigrations = join(projectRoot(), 'libs/inventory/migrations');
export { ParameterStore, type ParameterRecord } from './parameters/parameter.store.js';
export { AttributesService } from './electricity/attributes.service.js';
export { LedgerParameterStore } from './electricity/ledger-parameter.store.js';
export { LedgerService } from './electricity/ledger.service.js';
export { ProofStore, type StoredProof } from './electricity/proof.store.js';
export type { ElectricitySupply } from './electricity/supply.js';
export { SupplyService } from './electricity/supply.service.js';
