import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { EnergyController } from './energy.controller.js';
import { EnergyService } from './energy.service.js';

/** Energy of a site, meter by meter. */
@Module({ imports: [InventoryModule], controllers: [EnergyController], providers: [EnergyService] })
export class EnergyModule {}
