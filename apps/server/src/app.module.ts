import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { InventoryModule } from '@zerofab/inventory';
import { AccessGuard, accountsProvider } from '@zerofab/identity';
import { ProblemFilter, validationPipe, type Database, type Environment } from '@zerofab/platform';
import { TelemetryModule } from '@zerofab/telemetry';
import { AccountingController } from './accounting/accounting.controller.js';
import { AccountingService } from './accounting/accounting.service.js';
import { AuthController } from './auth/auth.controller.js';
import { BoundaryModule } from './boundary/boundary.module.js';
import { BackfillProgress } from './demo/backfill-progress.js';
import { DemoOptions, DemoService } from './demo/demo.service.js';
import { DemoSetUp } from './demo/demo-set-up.js';
import { DEMO_PASSWORD } from './demo/public-password.js';
import { MetaController } from './demo/meta.controller.js';
import { Simulator } from './demo/simulator.js';
import { ElectricityController } from './electricity/electricity.controller.js';
import { ElectricityService } from './electricity/electricity.service.js';
import { FactorsController } from './factors/factors.controller.js';
import { FactorsService } from './factors/factors.service.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { StoreLoadSource } from './health/store-load.js';
import { FiguresService } from './inventory/figures.service.js';
import { InventoryController } from './inventory/inventory.controller.js';
import { SourcesService } from './inventory/sources.service.js';
import { LiveController } from './live/live.controller.js';
import { LiveService } from './live/live.service.js';
import { LoadModule } from './load/load.module.js';
import { ParametersController } from './parameters/parameters.controller.js';
import { ParametersService } from './parameters/parameters.service.js';
import { ReadingsController } from './readings/readings.controller.js';
import { ReadingsService } from './readings/readings.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsService } from './reports/reports.service.js';
import { SitesController } from './sites/sites.controller.js';
import { SitesService } from './sites/sites.service.js';
import { UpkeepOptions, UpkeepService } from './upkeep/upkeep.service.js';
import { WebController } from './web/web.controller.js';

/** Requests of one address per minute: far above what a page needs, below what would hurt. */
const REQUESTS_PER_MINUTE = 3000;

/** What every request passes: the limit of its address, the guard, the check of its input; its errors become answers. */
const everyRequest = [
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_PIPE, useFactory: validationPipe },
  { provide: APP_GUARD, useClass: ThrottlerGuard },
  { provide: APP_GUARD, useClass: AccessGuard },
];

/** The whole platform in one process; everything it needs to know is in `env`. */
@Module({})
export class AppModule {
  static forEnvironment(env: Environment, database: Database, version: string): DynamicModule {
    const demo: DemoOptions = {
      enabled: env.demo,
      dataDir: env.dataDir,
      version,
      adminPassword: env.adminPassword,
    };
    return {
      module: AppModule,
      imports: [
        TelemetryModule.forStore({
          dataSource: database.dataSource,
          retentionYears: env.readingsRetentionYears,
        }),
        LoadModule.forStore(database.embedded),
        InventoryModule,
        BoundaryModule.forData(env.dataDir),
        ScheduleModule.forRoot(),
        ThrottlerModule.forRoot([{ limit: REQUESTS_PER_MINUTE, ttl: 60_000 }]),
      ],
      controllers: [
        AuthController,
        SitesController,
        ReadingsController,
        InventoryController,
        AccountingController,
        FactorsController,
        ElectricityController,
        ParametersController,
        ReportsController,
        LiveController,
        MetaController,
        HealthController,
        // Last: it takes every path that nobody else took.
        WebController,
      ],
      providers: [
        ...everyRequest,
        AccessGuard,
        accountsProvider(env.dataDir, (password) => !env.demo && password.toLowerCase() === DEMO_PASSWORD),
        { provide: DemoOptions, useValue: demo },
        { provide: StoreLoadSource, useValue: { load: () => database.load() } satisfies StoreLoadSource },
        { provide: UpkeepOptions, useValue: { embedded: database.embedded } satisfies UpkeepOptions },
        AccountingService,
        BackfillProgress,
        DemoService,
        DemoSetUp,
        FactorsService,
        ElectricityService,
        FiguresService,
        HealthService,
        LiveService,
        ParametersService,
        ReadingsService,
        ReportsService,
        Simulator,
        SitesService,
        SourcesService,
        UpkeepService,
      ],
    };
  }
}
