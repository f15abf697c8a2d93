import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { ScoringController } from './scoring.controller.js';
import { ScoringService } from './scoring.service.js';
import { SiteScoresController } from './site-scores.controller.js';
import { SiteScoresService } from './site-scores.service.js';

/** Scores by schemes that are data, without a site and of a site. */
@Module({
  imports: [InventoryModule],
  controllers: [ScoringController, SiteScoresController],
  providers: [ScoringService, SiteScoresService],
})
export class ScoringModule {}
