import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { EvidenceVault, InventoryModule } from '@zerofab/inventory';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceService } from './evidence.service.js';

/** Files that prove figures. */
@Module({
  imports: [InventoryModule],
  controllers: [EvidenceController],
  providers: [EvidenceService],
  exports: [EvidenceService],
})
export class EvidenceModule {
  /** @param dataDir files lie in its folder `evidence` */
  static forData(dataDir: string): DynamicModule {
    const vault = { provide: EvidenceVault, useValue: new EvidenceVault(join(dataDir, 'evidence')) };
    return { module: EvidenceModule, providers: [vault] };
  }
}
