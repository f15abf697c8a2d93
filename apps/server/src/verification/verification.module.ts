import { Module, type DynamicModule } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { EngagementStepsController } from './engagement-steps.controller.js';
import { EngagementsController } from './engagements.controller.js';
import { EngagementsViewService } from './engagements-view.service.js';
import { FindingsController } from './findings.controller.js';
import { FindingsViewService } from './findings-view.service.js';
import { SamplingController } from './sampling.controller.js';
import { SamplingViewService } from './sampling-view.service.js';
import { StatementService } from './statement.service.js';

/** The verification desk: engagements, sampling lists, findings, conclusion. Needs the evidence vault. */
@Module({
  imports: [InventoryModule],
  controllers: [EngagementsController, EngagementStepsController, SamplingController, FindingsController],
  providers: [EngagementsViewService, SamplingViewService, FindingsViewService, StatementService],
})
export class VerificationModule {
  /** @param evidence the module of the vault, as the application has it */
  static withEvidence(evidence: DynamicModule): DynamicModule {
    return { module: VerificationModule, imports: [evidence] };
  }
}
