import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { EvidenceVault, InventoryModule } from '@zerofab/inventory';
import { HistoryModule } from '../history/history.module.js';
import { BoundaryController } from './boundary.controller.js';
import { BoundaryService } from './boundary.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceService } from './evidence.service.js';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationFiguresService } from './organisation-figures.service.js';
import { QualityPlanController } from './quality-plan.controller.js';
import { QualityPlansService } from './quality-plans.service.js';

/** The records around an inventory: boundary, base year, quality plan, evidence, organisation, history. */
@Module({})
export class BoundaryModule {
  /** @param dataDir evidence files lie in its folder `evidence` */
  static forData(dataDir: string): DynamicModule {
    return {
      module: BoundaryModule,
      imports: [InventoryModule, HistoryModule],
      controllers: [BoundaryController, QualityPlanController, EvidenceController, OrganisationController],
      providers: [
        { provide: EvidenceVault, useValue: new EvidenceVault(join(dataDir, 'evidence')) },
        BoundaryService,
        EvidenceService,
        OrganisationFiguresService,
        QualityPlansService,
      ],
    };
  }
}
