import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { AccountingController } from './accounting.controller.js';
import { AccountingService } from './accounting.service.js';

/** The stateless side of the engine. */
@Module({ imports: [InventoryModule], controllers: [AccountingController], providers: [AccountingService] })
export class AccountingModule {}
