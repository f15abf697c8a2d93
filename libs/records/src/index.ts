import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';

export { systemActor, type ChangeRequest } from './actor.js';
export { Adoption } from './adoption/adoption.js';
export { checkStoredLog } from './check-stored-log.js';
export { auditEntry, hashOf, sha256, type JournalEntry } from './entry.js';
export { History } from './history.js';
export {
  CHANGE_GUARDS,
  Journal,
  type ChangeGuard,
  type ChangeTransaction,
  type Proposal,
} from './journal.js';
export { RecordsModule } from './records.module.js';
export { storedAccess, storedLogin } from './schema/access.v1.js';
export { storedActivity } from './schema/activity-data.v1.js';
export { storedBoundary } from './schema/boundary.v1.js';
export { storedInvoice, storedTariffContract } from './schema/energy-cost.v1.js';
export { storedLedgerParameter, storedProof } from './schema/electricity.v1.js';
export { storedBudget, storedBudgetApproval, storedTarget } from './schema/budget.v1.js';
export { AuditLog, type AuditQuestion } from './audit-log.js';
export { ACCESS_KINDS, PLATFORM_KINDS, RECORD_KINDS, type RecordKind } from './schema/kinds.js';
export { storedParameter } from './schema/parameter.v1.js';
export { storedEvidence, storedFactorComparison, storedFactorImport } from './schema/platform.v1.js';
export {
  storedInventoryVersion,
  storedPeriod,
  storedRestatement,
  type StoredPeriod,
  type StoredRestatement,
} from './schema/period.v1.js';
export { storedProduct, storedProduction } from './schema/production.v1.js';
export { storedUser } from './schema/user.v2.js';
export { storedPlanApproval, storedQualityPlan } from './schema/quality-plan.v1.js';
export { storedScoreSimulation } from './schema/score-simulation.v1.js';
export { storedScoringScheme } from './schema/scoring-scheme.v1.js';
export { storedApplication, storedSelfEvaluation } from './schema/application.v1.js';
export { storedScreenLink } from './schema/screen-link.v1.js';
export { storedScoringInput } from './schema/scoring-input.v1.js';
export { storedSource } from './schema/source.v1.js';
export {
  storedDatumCheck,
  storedEngagement,
  storedFinding,
  type StoredDatumCheck,
  type StoredEngagement,
  type StoredFinding,
} from './schema/verification.v1.js';
export { RegisterEvents } from './sites/register-events.js';
export { SiteRecords } from './sites/site-records.js';

/** Folder of this lib's SQL migrations. */
export const recordsMigrations = join(projectRoot(), 'libs/records/migrations');
