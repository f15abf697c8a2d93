import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { ActivityDataController } from './activity-data.controller.js';
import { ActivityDataService } from './activity-data.service.js';

/** Activity data entered by hand. */
@Module({
  imports: [InventoryModule],
  controllers: [ActivityDataController],
  providers: [ActivityDataService],
})
export class ActivityDataModule {}
