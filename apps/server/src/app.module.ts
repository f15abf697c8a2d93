import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { AccessGuard, Senders } from '@zerofab/identity';
import { ProblemFilter, validationPipe, type Database, type Environment } from '@zerofab/platform';
import { TelemetryModule } from '@zerofab/telemetry';
import { AccountingModule } from './accounting/accounting.module.js';
import { ActivityDataModule } from './activity-data/activity-data.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BalanceModule } from './balance/balance.module.js';
import { BoundaryModule } from './boundary/boundary.module.js';
import { BudgetsModule } from './budgets/budgets.module.js';
import { DemoModule } from './demo/demo.module.js';
import { ElectricityModule } from './electricity/electricity.module.js';
import { EnergyModule } from './energy/energy.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { FactorsModule } from './factors/factors.module.js';
import { HealthModule } from './health/health.module.js';
import { HistoryModule } from './history/history.module.js';
import { InventoryFiguresModule } from './inventory/inventory.module.js';
import { LiveModule } from './live/live.module.js';
import { LoadModule } from './load/load.module.js';
import { MeterImportModule } from './meter-import/meter-import.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { ParametersModule } from './parameters/parameters.module.js';
import { PeriodsModule } from './periods/periods.module.js';
import { ProductionModule } from './production/production.module.js';
import { QualityPlanModule } from './quality-plan/quality-plan.module.js';
import { MeterSenders } from './readings/meter-senders.js';
import { ReadingsModule } from './readings/readings.module.js';
import { RegisterEventsModule } from './register-events/register-events.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SetupModule } from './setup/setup.module.js';
import { ScoringModule } from './scoring/scoring.module.js';
import { SigningModule } from './signing/signing.module.js';
import { SiteEnergyModule } from './site-energy/site-energy.module.js';
import { SitesModule } from './sites/sites.module.js';
import { SourcesModule } from './sources/sources.module.js';
import { UpkeepModule } from './upkeep/upkeep.module.js';
import { VerificationModule } from './verification/verification.module.js';
import { WebModule } from './web/web.module.js';

/** Requests of one address per minute: far above what a page needs, below what would hurt. */
const REQUESTS_PER_MINUTE = 3000;

/** What every request passes: the limit of its address, the guard, the check of its input; its errors become answers. */
const everyRequest = [
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_PIPE, useFactory: validationPipe },
  { provide: APP_GUARD, useClass: ThrottlerGuard },
  { provide: Senders, useClass: MeterSenders },
  { provide: APP_GUARD, useClass: AccessGuard },
];

/** Features that need nothing but the store. */
const FEATURES = [
  SitesModule,
  SetupModule,
  MeterImportModule,
  ReadingsModule,
  RegisterEventsModule,
  BalanceModule,
  SiteEnergyModule,
  SourcesModule,
  ActivityDataModule,
  InventoryFiguresModule,
  OverviewModule,
  BoundaryModule,
  QualityPlanModule,
  ParametersModule,
  ProductionModule,
  BudgetsModule,
  ElectricityModule,
  FactorsModule,
  AccountingModule,
  ScoringModule,
  EnergyModule,
  OrganisationModule,
  PeriodsModule,
  LiveModule,
  HistoryModule,
  AuditLogModule,
];

/** The whole platform in one process; everything it needs to know is in `env`. */
@Module({})
export class AppModule {
  static forEnvironment(env: Environment, database: Database, version: string): DynamicModule {
    const { dataDir, readingsRetentionYears: retentionYears } = env;
    const { dataSource, embedded } = database;
    const demo = { enabled: env.demo, dataDir, version, adminPassword: env.adminPassword };
    const evidence = EvidenceModule.forData(dataDir);
    return {
      module: AppModule,
      imports: [
        TelemetryModule.forStore({ dataSource, retentionYears, alone: embedded }),
        ScheduleModule.forRoot(),
        ThrottlerModule.forRoot([{ limit: REQUESTS_PER_MINUTE, ttl: 60_000 }]),
        LoadModule.forStore(embedded),
        AuthModule.forData(dataDir, env.demo),
        ...FEATURES,
        evidence,
        VerificationModule.withEvidence(evidence),
        ReportsModule.forData(dataDir),
        SigningModule.forFolder(env.signingKeyDir),
        DemoModule.forOptions(demo),
        HealthModule.forStore(() => database.load()),
        UpkeepModule.forStore(embedded),
        // Last: it takes every path that nobody else took.
        WebModule,
      ],
      providers: everyRequest,
    };
  }
}
