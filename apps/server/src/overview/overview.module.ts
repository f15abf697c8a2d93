import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { OverviewController } from './overview.controller.js';

/** The overview of a site. */
@Module({ imports: [InventoryModule], controllers: [OverviewController] })
export class OverviewModule {}
