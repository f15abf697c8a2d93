import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { AuditBundleService } from './audit-bundle.service.js';
import { ReportMaker } from './report-maker.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

/** The yearly report in its formats, and its audit bundle. */
@Module({
  imports: [InventoryModule],
  controllers: [ReportsController],
  providers: [AuditBundleService, ReportMaker, ReportsService],
})
export class ReportsModule {}
