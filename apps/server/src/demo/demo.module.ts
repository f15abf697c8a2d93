import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { EvidenceVault, InventoryModule } from '@zerofab/inventory';
import { BoundaryModule } from '../boundary/boundary.module.js';
import { ElectricityModule } from '../electricity/electricity.module.js';
import { ParametersModule } from '../parameters/parameters.module.js';
import { ProductionModule } from '../production/production.module.js';
import { BackfillModule } from './backfill.module.js';
import { DemoOptions, DemoService } from './demo.service.js';
import { DemoPapers } from './demo-papers.js';
import { DemoProduction } from './demo-production.js';
import { DemoSetUp } from './demo-set-up.js';
import { MetaController } from './meta.controller.js';
import { Simulator } from './simulator.js';

/** The demo factory with its simulated meters, and what the login page says of it. */
@Module({
  imports: [
    InventoryModule,
    BackfillModule,
    BoundaryModule,
    ElectricityModule,
    ParametersModule,
    ProductionModule,
  ],
  controllers: [MetaController],
  providers: [DemoService, DemoSetUp, DemoPapers, DemoProduction, Simulator],
})
export class DemoModule {
  static forOptions(options: DemoOptions): DynamicModule {
    // Files of the demo's papers lie where those of people do.
    const vault = new EvidenceVault(join(options.dataDir, 'evidence'));
    return {
      module: DemoModule,
      providers: [
        { provide: DemoOptions, useValue: options },
        { provide: EvidenceVault, useValue: vault },
      ],
    };
  }
}
