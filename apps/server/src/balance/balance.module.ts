import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BalanceController } from './balance.controller.js';
import { BalanceService } from './balance.service.js';
import { CalendarService } from './calendar.service.js';

/** Meters against the meters below them, and how whole their data is. */
@Module({
  imports: [InventoryModule],
  controllers: [BalanceController],
  providers: [BalanceService, CalendarService],
  exports: [BalanceService],
})
export class BalanceModule {}
