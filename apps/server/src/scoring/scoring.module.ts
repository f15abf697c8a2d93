import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BalanceModule } from '../balance/balance.module.js';
import { SiteEnergyModule } from '../site-energy/site-energy.module.js';
import { ApplicationController } from './application.controller.js';
import { ApplicationService } from './application.service.js';
import { CentreService } from './centre.service.js';
import { SchemeCatalog } from './scheme-catalog.js';
import { SchemeImportController } from './scheme-import.controller.js';
import { SchemeImportService } from './scheme-import.service.js';
import { ScoreComparisonService } from './score-comparison.service.js';
import { ScoreHistoryController } from './score-history.controller.js';
import { ScoreHistoryService } from './score-history.service.js';
import { ScoringController } from './scoring.controller.js';
import { ScoringService } from './scoring.service.js';
import { SimulationService } from './simulation.service.js';
import { SimulationsController } from './simulations.controller.js';
import { SiteEvaluationService } from './site-evaluation.service.js';
import { SiteScoresController } from './site-scores.controller.js';
import { SiteScoresService } from './site-scores.service.js';

/** Scores by schemes that are data, without a site and of a site: now, over time, and as they might be. */
@Module({
  imports: [InventoryModule, BalanceModule, SiteEnergyModule],
  controllers: [
    ScoringController,
    SchemeImportController,
    SiteScoresController,
    SimulationsController,
    ScoreHistoryController,
    ApplicationController,
  ],
  providers: [
    ApplicationService,
    CentreService,
    SchemeCatalog,
    SchemeImportService,
    ScoreComparisonService,
    ScoreHistoryService,
    ScoringService,
    SimulationService,
    SiteEvaluationService,
    SiteScoresService,
  ],
})
export class ScoringModule {}
