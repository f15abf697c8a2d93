import { Module } from '@nestjs/common';
import { BaselineService } from './baseline.service.js';
import { BillService } from './bill.service.js';
import { DispatchService } from './dispatch.service.js';
import { EnergyController } from './energy.controller.js';
import { ForecastService } from './forecast.service.js';
import { HighsService } from './highs.service.js';

/** Bills, baselines, schedules: calculators without a site. */
@Module({
  controllers: [EnergyController],
  providers: [BillService, BaselineService, DispatchService, ForecastService, HighsService],
})
export class EnergyModule {}
