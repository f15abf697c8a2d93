import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { FactorsController } from './factors.controller.js';
import { FactorsService } from './factors.service.js';

/** The factor library and its imports. */
@Module({ imports: [InventoryModule], controllers: [FactorsController], providers: [FactorsService] })
export class FactorsModule {}
