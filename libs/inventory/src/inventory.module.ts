import { Module } from '@nestjs/common';
import { LedgerService } from './electricity/ledger.service.js';
import { ProofStore } from './electricity/proof.store.js';
import { ActivityReader } from './inventory/activity-reader.js';
import { ComparisonService } from './inventory/comparison.service.js';
import { InventoryService } from './inventory/inventory.service.js';
import { SeriesService } from './inventory/series.service.js';
import { OverviewService } from './overview/overview.service.js';
import { PeriodService } from './overview/period.service.js';
import { PowerService } from './overview/power.service.js';
import { ParameterStore } from './parameters/parameter.store.js';
import { ActivityStore } from './sources/activity.store.js';
import { SourceStore } from './sources/source.store.js';

const SERVICES = [
  ActivityReader,
  ActivityStore,
  ComparisonService,
  InventoryService,
  LedgerService,
  OverviewService,
  ParameterStore,
  PeriodService,
  PowerService,
  ProofStore,
  SeriesService,
  SourceStore,
];

/** Sources, activity data, inventories and what the overview shows of them. Needs the telemetry module. */
@Module({ providers: SERVICES, exports: SERVICES })
export class InventoryModule {}
