import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { InventoryController } from './inventory.controller.js';
import { FiguresService } from './figures.service.js';

/** Inventories, series and comparisons of a site. */
@Module({ imports: [InventoryModule], controllers: [InventoryController], providers: [FiguresService] })
export class InventoryFiguresModule {}
