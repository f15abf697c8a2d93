import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { ElectricityController } from './electricity.controller.js';
import { ElectricityService } from './electricity.service.js';

/** Proofs of electricity and the non-fossil ledger. */
@Module({
  imports: [InventoryModule],
  controllers: [ElectricityController],
  providers: [ElectricityService],
  exports: [ElectricityService],
})
export class ElectricityModule {}
