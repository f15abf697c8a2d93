import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BoundaryController } from './boundary.controller.js';
import { BoundaryService } from './boundary.service.js';

/** The boundary record of a site and its base year. */
@Module({
  imports: [InventoryModule],
  controllers: [BoundaryController],
  providers: [BoundaryService],
  exports: [BoundaryService],
})
export class BoundaryModule {}
