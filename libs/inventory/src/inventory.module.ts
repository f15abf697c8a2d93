import { Module } from '@nestjs/common';
import { LedgerService } from './electricity/ledger.service.js';
import { ProofStore } from './electricity/proof.store.js';
import { BaseYearService } from './boundary/base-year.service.js';
import { BoundaryStore } from './boundary/boundary.store.js';
import { EvidenceStore } from './evidence/evidence.store.js';
import { ActivityReader } from './inventory/activity-reader.js';
import { ComparisonService } from './inventory/comparison.service.js';
import { InventoryService } from './inventory/inventory.service.js';
import { SeriesService } from './inventory/series.service.js';
import { OrganisationService } from './organisation/organisation.service.js';
import { OverviewService } from './overview/overview.service.js';
import { PeriodService } from './overview/period.service.js';
import { PowerService } from './overview/power.service.js';
import { ParameterStore } from './parameters/parameter.store.js';
import { QualityPlanService } from './quality-plan/quality-plan.service.js';
import { QualityPlanStore } from './quality-plan/quality-plan.store.js';
import { ActivityStore } from './sources/activity.store.js';
import { SourceStore } from './sources/source.store.js';

const SERVICES = [
  ActivityReader,
  ActivityStore,
  BaseYearService,
  BoundaryStore,
  ComparisonService,
  EvidenceStore,
  InventoryService,
  LedgerService,
  OrganisationService,
  OverviewService,
  ParameterStore,
  PeriodService,
  PowerService,
  ProofStore,
  QualityPlanService,
  QualityPlanStore,
  SeriesService,
  SourceStore,
];

/** Sources, activity data, inventories and what the overview shows of them. Needs the telemetry module. */
@Module({ providers: SERVICES, exports: SERVICES })
export class InventoryModule {}
