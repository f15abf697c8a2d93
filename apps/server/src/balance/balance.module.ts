import { Module } from '@nestjs/common';
import { BalanceController } from './balance.controller.js';
import { BalanceService } from './balance.service.js';

/** Meters against the meters below them. */
@Module({ controllers: [BalanceController], providers: [BalanceService], exports: [BalanceService] })
export class BalanceModule {}
