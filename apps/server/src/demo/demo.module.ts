import { Module, type DynamicModule } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BackfillModule } from './backfill.module.js';
import { DemoOptions, DemoService } from './demo.service.js';
import { MetaController } from './meta.controller.js';
import { Simulator } from './simulator.js';

/** The demo factory with its simulated meters, and what the login page says of it. */
@Module({
  imports: [InventoryModule, BackfillModule],
  controllers: [MetaController],
  providers: [DemoService, Simulator],
})
export class DemoModule {
  static forOptions(options: DemoOptions): DynamicModule {
    return { module: DemoModule, providers: [{ provide: DemoOptions, useValue: options }] };
  }
}
