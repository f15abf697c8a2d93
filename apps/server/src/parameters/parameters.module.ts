import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { ParametersController } from './parameters.controller.js';
import { ParametersService } from './parameters.service.js';

/** Site parameters: laboratory results and supplier factors. */
@Module({
  imports: [InventoryModule],
  controllers: [ParametersController],
  providers: [ParametersService],
  exports: [ParametersService],
})
export class ParametersModule {}
