import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BackfillModule } from '../demo/backfill.module.js';
import { LiveController } from './live.controller.js';
import { LiveService } from './live.service.js';

/** Live figures as server-sent events. */
@Module({
  imports: [InventoryModule, BackfillModule],
  controllers: [LiveController],
  providers: [LiveService],
  exports: [LiveService],
})
export class LiveModule {}
