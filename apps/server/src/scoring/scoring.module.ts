import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BalanceModule } from '../balance/balance.module.js';
import { SiteEnergyModule } from '../site-energy/site-energy.module.js';
import { CentreService } from './centre.service.js';
import { ScoringController } from './scoring.controller.js';
import { ScoringService } from './scoring.service.js';
import { SiteScoresController } from './site-scores.controller.js';
import { SiteScoresService } from './site-scores.service.js';

/** Scores by schemes that are data, without a site and of a site. */
@Module({
  imports: [InventoryModule, BalanceModule, SiteEnergyModule],
  controllers: [ScoringController, SiteScoresController],
  providers: [CentreService, ScoringService, SiteScoresService],
})
export class ScoringModule {}
