import { Module } from '@nestjs/common';
import { RecordsModule } from '@zerofab/records';
import { AttributesService } from './electricity/attributes.service.js';
import { HourlyService } from './electricity/hourly.service.js';
import { LedgerParameterStore } from './electricity/ledger-parameter.store.js';
import { LedgerService } from './electricity/ledger.service.js';
import { ProofStore } from './electricity/proof.store.js';
import { SupplyService } from './electricity/supply.service.js';
import { BaseYearService } from './boundary/base-year.service.js';
import { BoundaryStore } from './boundary/boundary.store.js';
import { ActualsService } from './budget/actuals.service.js';
import { BudgetService } from './budget/budget.service.js';
import { BudgetStore } from './budget/budget.store.js';
import { TargetService } from './budget/target.service.js';
import { TargetStore } from './budget/target.store.js';
import { CostStore } from './cost/cost.store.js';
import { SiteBillService } from './cost/site-bill.service.js';
import { EvidenceStore } from './evidence/evidence.store.js';
import { UnprovenStore } from './evidence/unproven.store.js';
import { ActivityReader } from './inventory/activity-reader.js';
import { ActivityView } from './inventory/activity-view.js';
import { MeterChangeService } from './changes/meter-change.service.js';
import { SiteChangeService } from './changes/site-change.service.js';
import { ComparisonService } from './inventory/comparison.service.js';
import { InventoryService } from './inventory/inventory.service.js';
import { SiteFactsService } from './inventory/site-facts.service.js';
import { SeriesService } from './inventory/series.service.js';
import { FactorImportService } from './library/factor-import.service.js';
import { FactorComparisonStore } from './library/factor-comparison.store.js';
import { FactorLibraryStore } from './library/factor-library.store.js';
import { FactorUseService } from './library/factor-use.service.js';
import { OrganisationService } from './organisation/organisation.service.js';
import { OverviewService } from './overview/overview.service.js';
import { PeriodService } from './overview/period.service.js';
import { PowerService } from './overview/power.service.js';
import { ParameterStore } from './parameters/parameter.store.js';
import { BundleSourceService } from './periods/bundle-source.service.js';
import { FreezeService } from './periods/freeze.service.js';
import { FrozenInventories } from './periods/frozen-inventories.service.js';
import { PeriodCheckService } from './periods/period-check.service.js';
import { PeriodGuardModule } from './periods/period-guard.module.js';
import { PeriodsService } from './periods/periods.service.js';
import { PeriodStore } from './periods/period.store.js';
import { RestatementsService } from './periods/restatements.service.js';
import { RestatementStore } from './periods/restatement.store.js';
import { VersionStore } from './periods/version.store.js';
import { YearMonthsService } from './periods/year-months.service.js';
import { IntensityService } from './production/intensity.service.js';
import { ProductStore } from './production/product.store.js';
import { ProductionReader } from './production/production-reader.js';
import { ProductionStore } from './production/production.store.js';
import { QualityPlanService } from './quality-plan/quality-plan.service.js';
import { QualityPlanStore } from './quality-plan/quality-plan.store.js';
import { ChecklistService } from './setup/checklist.service.js';
import { ReportJobStore } from './report-jobs/report-job.store.js';
import { ScoreFactsService } from './scores/score-facts.service.js';
import { ScoreSimulationStore } from './scores/score-simulation.store.js';
import { ApplicationStore } from './scores/application.store.js';
import { ScoringSchemeStore } from './scores/scoring-scheme.store.js';
import { ScoringInputStore } from './scores/scoring-input.store.js';
import { DatumAccountsService } from './verification/datum-accounts.service.js';
import { DatumCheckStore } from './verification/datum-check.store.js';
import { EngagementStore } from './verification/engagement.store.js';
import { EngagementsService } from './verification/engagements.service.js';
import { FindingStore } from './verification/finding.store.js';
import { FindingsService } from './verification/findings.service.js';
import { SamplingService } from './verification/sampling.service.js';
import { VerifiedDataService } from './verification/verified-data.service.js';
import { ActivityStore } from './sources/activity.store.js';
import { SourceStore } from './sources/source.store.js';

const SERVICES = [
  ActivityReader,
  ActivityStore,
  ActivityView,
  ActualsService,
  ApplicationStore,
  AttributesService,
  BaseYearService,
  BoundaryStore,
  BudgetService,
  BudgetStore,
  BundleSourceService,
  ChecklistService,
  ComparisonService,
  CostStore,
  DatumAccountsService,
  DatumCheckStore,
  EngagementStore,
  EngagementsService,
  EvidenceStore,
  FactorImportService,
  FactorComparisonStore,
  FactorLibraryStore,
  FactorUseService,
  FindingStore,
  FindingsService,
  FreezeService,
  FrozenInventories,
  HourlyService,
  IntensityService,
  InventoryService,
  LedgerParameterStore,
  LedgerService,
  MeterChangeService,
  OrganisationService,
  OverviewService,
  ParameterStore,
  PeriodCheckService,
  PeriodService,
  PeriodsService,
  PeriodStore,
  PowerService,
  ProductStore,
  ProductionReader,
  ProductionStore,
  ProofStore,
  QualityPlanService,
  QualityPlanStore,
  ReportJobStore,
  RestatementsService,
  RestatementStore,
  SamplingService,
  ScoreFactsService,
  ScoreSimulationStore,
  ScoringInputStore,
  ScoringSchemeStore,
  SeriesService,
  SiteBillService,
  SiteChangeService,
  SiteFactsService,
  SourceStore,
  SupplyService,
  UnprovenStore,
  VerifiedDataService,
  VersionStore,
  TargetService,
  TargetStore,
  YearMonthsService,
];

/** Sources, activity data, inventories and what the overview shows of them. Needs the telemetry module. */
@Module({ imports: [RecordsModule, PeriodGuardModule], providers: SERVICES, exports: SERVICES })
export class InventoryModule {}
