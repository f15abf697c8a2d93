import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { BudgetsController } from './budgets.controller.js';
import { TargetsController } from './targets.controller.js';

/** Budgets of a year and targets of years to come. */
@Module({ imports: [InventoryModule], controllers: [BudgetsController, TargetsController] })
export class BudgetsModule {}
