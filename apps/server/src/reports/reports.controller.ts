import { Controller, Get, Header, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { reportQuerySchema, type ReportQuery } from '@zerofab/contracts';
import { editionInForce } from '@zerofab/accounting';
import { Asker, type Principal, Needs } from '@zerofab/identity';
import type { InventoryReport } from '@zerofab/reports';
import { methodSlug } from '@zerofab/vocabulary';
import { Audited } from '../audit-log/audited.js';
import { OwnLongQuestion } from '../load/long-question.js';
import { ReportsService } from './reports.service.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Reply {
  header(name: string, value: string): unknown;
}

const attach = (reply: Reply, name: string): void => {
  reply.header('content-disposition', `attachment; filename="${name}"`);
};

/** Name of a report: two methods or versions of one year must not overwrite each other. */
const fileName = ({ year, method, version }: ReportQuery, site: string): string =>
  [
    'zerofab-inventory',
    site,
    String(year),
    methodSlug(method ?? editionInForce(`${String(year)}-12-31`).id),
    ...(version === undefined ? [] : [`v${String(version)}`]),
  ].join('-');

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get('inventory.xlsx')
  @Needs('exportReports')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', XLSX)
  @ApiOperation({ summary: 'Inventory of a year as a workbook with live formulas' })
  async xlsx(
    @Param('site') site: string,
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const bytes = await this.reports.workbook({ site, ...query, asker });
    attach(reply, `${fileName(query, site)}-${query.lang}.xlsx`);
    return new StreamableFile(bytes);
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
}
