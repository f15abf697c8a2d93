import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

/** The yearly report as workbook, JSON and print. */
@Module({ imports: [InventoryModule], controllers: [ReportsController], providers: [ReportsService] })
export class ReportsModule {}
