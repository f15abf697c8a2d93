import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { ProductionController } from './production.controller.js';
import { ProductionService } from './production.service.js';
import { ProductsService } from './products.service.js';

/** Products, production, and what a unit of it takes. */
@Module({
  imports: [InventoryModule],
  controllers: [ProductionController],
  providers: [ProductionService, ProductsService],
  exports: [ProductionService, ProductsService],
})
export class ProductionModule {}
