import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';
import { MeterEntity, RegisterEntity, SiteEntity } from './sites/entities.js';

export { ConflictStore, type OpenConflict } from './belief/conflict.store.js';
export { EventStore, type EventRow, type NewEvent } from './belief/event.store.js';
export { FindingStore, type RegisterFinding } from './belief/finding.store.js';
export { connectWithDeferredAck, type DeferredHandler } from './doors/deferred-ack.js';
export { StatusKeeper } from './doors/status-keeper.js';
export { FrontDoors } from './doors/front-doors.js';
export { MeterLogins } from './doors/meter-logins.js';
export { OutsideBroker } from './doors/outside-broker.js';
export { ClockStep } from './ingest/clock-step.js';
export { ClockWatch, type ClockTrouble } from './ingest/clock-watch.js';
export { BOUNDS, IngestEvents } from './ingest/events.js';
export { HistoryEntry } from './ingest/history-entry.js';
export { PushEntry } from './ingest/push-entry.js';
export { IngestPipeline } from './ingest/pipeline.js';
export { grainOf } from './readings/grain.js';
export { ConsumptionMemo } from './readings/consumption-memo.js';
export { ConsumptionService } from './readings/consumption.service.js';
export { ConsumptionQuery, type StoredReading } from './readings/query.store.js';
export { ReconciliationStore } from './readings/reconciliation.store.js';
export { RecomputedConsumption } from './readings/recomputed.service.js';
export { RejectedReader } from './readings/read-again.js';
export { RejectedStore } from './readings/rejected.store.js';
export { GapStore } from './rollup/gap.store.js';
export { RollupService } from './rollup/rollup.service.js';
export { MeterHistoryStore, type MeterHistory } from './sites/meter-history.store.js';
export { checkEffectiveFrom } from './sites/dated.js';
export { plannedTerms, readingUnitOf, type PlannedTerms } from './sites/register-change.js';
export { parentIdOf, SiteStore } from './sites/site.store.js';
export { unknownRegister } from './sites/unknown-register.js';
export { TelemetryModule } from './telemetry.module.js';
export { PolicyRunner } from './upkeep/policy-runner.js';
export { MeterEntity, RegisterEntity, SiteEntity };

/** What the store needs of this lib. */
export const telemetryStoreParts = {
  entities: [SiteEntity, MeterEntity, RegisterEntity],
  migrationFolders: [join(projectRoot(), 'libs/telemetry/migrations')],
} as const;
