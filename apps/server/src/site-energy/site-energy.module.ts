import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { SiteEnergyController } from './site-energy.controller.js';
import { SiteEnergyService } from './site-energy.service.js';

/** Energy of a site, meter by meter. */
@Module({
  imports: [InventoryModule],
  controllers: [SiteEnergyController],
  providers: [SiteEnergyService],
  exports: [SiteEnergyService],
})
export class SiteEnergyModule {}
