import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { QualityPlanController } from './quality-plan.controller.js';
import { QualityPlansService } from './quality-plans.service.js';

/** Data quality control plans. */
@Module({
  imports: [InventoryModule],
  controllers: [QualityPlanController],
  providers: [QualityPlansService],
})
export class QualityPlanModule {}
