import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BaselineService } from './baseline.service.js';
import { BillService } from './bill.service.js';
import { CostQuestionController } from './cost-question.controller.js';
import { DispatchService } from './dispatch.service.js';
import { EnergyController } from './energy.controller.js';
import { ForecastService } from './forecast.service.js';
import { HighsService } from './highs.service.js';
import { LiveDemandService } from './live-demand.service.js';
import { SiteCostController } from './site-cost.controller.js';
import { SiteCostService } from './site-cost.service.js';
import { WhatIfService } from './what-if.service.js';

/** Bills, baselines, forecasts, schedules without a site; cost of a site. */
@Module({
  imports: [InventoryModule],
  controllers: [EnergyController, SiteCostController, CostQuestionController],
  providers: [
    BillService,
    BaselineService,
    DispatchService,
    ForecastService,
    HighsService,
    LiveDemandService,
    SiteCostService,
    WhatIfService,
  ],
})
export class EnergyModule {}
