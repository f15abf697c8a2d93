import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { PeriodsController } from './periods.controller.js';
import { PeriodsViewService } from './periods-view.service.js';
import { RestatementsController } from './restatements.controller.js';

/** Reporting periods, their frozen versions and restatements. */
@Module({
  imports: [InventoryModule],
  controllers: [PeriodsController, RestatementsController],
  providers: [PeriodsViewService],
})
export class PeriodsModule {}
