import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { AuditBundleService } from './audit-bundle.service.js';
import { ReportFolder } from './report-folder.js';
import { ReportJobsController } from './report-jobs.controller.js';
import { ReportJobsService } from './report-jobs.service.js';
import { ReportMaker } from './report-maker.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

/** The yearly report in its formats, at once or in the background, and its audit bundle. */
@Module({
  imports: [InventoryModule],
  controllers: [ReportsController, ReportJobsController],
  providers: [AuditBundleService, ReportJobsService, ReportMaker, ReportsService],
})
export class ReportsModule {
  /** @param dataDir files of jobs lie in its folder `reports` */
  static forData(dataDir: string): DynamicModule {
    const folder = { provide: ReportFolder, useValue: new ReportFolder(join(dataDir, 'reports')) };
    return { module: ReportsModule, providers: [folder] };
  }
}
