import { Controller, Get, Header, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { auditBundleQuerySchema, reportQuerySchema, type AuditBundleQuery, type ReportQuery } from '@zerofab/contracts';
import { Asker, type Principal, Needs } from '@zerofab/identity';
import type { InventoryReport } from '@zerofab/reports';
import { Audited } from '../audit-log/audited.js';
import { OwnLongQuestion } from '../load/long-question.js';
import { attach, CONTENT_TYPES, fileName, type Reply } from './report-answer.js';
import { AuditBundleService } from './audit-bundle.service.js';
import { ReportsService } from './reports.service.js';

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly bundles: AuditBundleService,
  ) {}

  @Get('inventory.xlsx')
  @Needs('exportReports')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', CONTENT_TYPES.xlsx)
  @ApiOperation({ summary: 'Inventory of a year as a workbook with live formulas' })
  async xlsx(
    @Param('site') site: string,
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const bytes = await this.reports.file({ site, ...query, asker }, 'xlsx');
    attach(reply, `${fileName(query, site)}-${query.lang}.xlsx`);
    return new StreamableFile(bytes);
  }

  @Get('inventory.pdf')
  @Needs('exportReports')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', CONTENT_TYPES.pdf)
  @ApiOperation({ summary: 'Inventory report of a year, typeset, with contents, page numbers and bookmarks' })
  async pdf(
    @Param('site') site: string,
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const bytes = await this.reports.file({ site, ...query, asker }, 'pdf');
    attach(reply, `${fileName(query, site)}-${query.lang}.pdf`);
    return new StreamableFile(bytes);
  }

  @Get('inventory.docx')
  @Needs('exportReports')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', CONTENT_TYPES.docx)
  @ApiOperation({ summary: 'Inventory report of a year as a document to be edited' })
  async docx(
    @Param('site') site: string,
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const bytes = await this.reports.file({ site, ...query, asker }, 'docx');
    attach(reply, `${fileName(query, site)}-${query.lang}.docx`);
    return new StreamableFile(bytes);
  }

  @Get('inventory.csv')
  @Needs('exportReports')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: 'Inventory of a year as one table, a line for each source' })
  async csv(
    @Param('site') site: string,
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    attach(reply, `${fileName(query, site)}-${query.lang}.csv`);
    return this.reports.csv({ site, ...query, asker });
  }

  @Get('inventory.json')
  @Needs('exportReports')
  @Audited('export')
  @OwnLongQuestion()
  @ApiOperation({ summary: 'Inventory of a year with every exact figure and trace' })
  async json(
    @Param('site') site: string,
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<InventoryReport> {
    attach(reply, `${fileName(query, site)}.json`);
    return this.reports.json({ site, ...query, asker });
  }

  @Get('audit-bundle.zip')
  @Needs('exportBundles')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', 'application/zip')
  @ApiOperation({
    summary: 'Everything from which the inventory of a year is worked out again offline, hashed and signed',
  })
  async bundle(
    @Param('site') site: string,
    @Query({ schema: auditBundleQuerySchema }) query: AuditBundleQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const bytes = await this.bundles.bundle({ site, ...query });
    const version = query.version === undefined ? '' : `-v${String(query.version)}`;
    attach(reply, `zerofab-audit-bundle-${site}-${String(query.year)}${version}.zip`);
    return new StreamableFile(bytes);
  }
}
