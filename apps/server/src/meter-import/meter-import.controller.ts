import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  importMetersSchema,
  meterPreviewSchema,
  metersImportedSchema,
  previewMetersSchema,
  type ImportMeters,
  type MeterPreview,
  type MetersImported,
  type PreviewMeters,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { MeterImportService, templateLanguage } from './meter-import.service.js';
import { templateCsv, templateXlsx } from './meter-sheet.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('sites and meters')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/meter-import')
export class MeterImportController {
  constructor(private readonly imports: MeterImportService) {}

  @Get('template.xlsx')
  @Needs('readSite')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'Template of a list of meters, as a workbook' })
  async xlsx(
    @Query('lang') lang: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    reply.header('content-disposition', 'attachment; filename="meters.xlsx"');
    return new StreamableFile(await templateXlsx(templateLanguage(lang)), { type: XLSX });
  }

  @Get('template.csv')
  @Needs('readSite')
  @ApiProduces('text/csv')
  @ApiOperation({ summary: 'Template of a list of meters, as CSV' })
  csv(@Query('lang') lang: string | undefined, @Res({ passthrough: true }) reply: Reply): StreamableFile {
    reply.header('content-disposition', 'attachment; filename="meters.csv"');
    return new StreamableFile(templateCsv(templateLanguage(lang)), { type: 'text/csv; charset=utf-8' });
  }

  @Post('preview')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({
    summary: 'See what a list of meters would create and change, and what is wrong in which row',
  })
  @ApiResponse({ status: 200, standardSchema: meterPreviewSchema })
  async preview(
    @Param('site') site: string,
    @Body({ schema: previewMetersSchema }) body: PreviewMeters,
  ): Promise<MeterPreview> {
    return this.imports.preview(site, body);
  }

  @Post()
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Create or update many meters, parents first' })
  @ApiResponse({ status: 200, standardSchema: metersImportedSchema })
  async save(
    @Param('site') site: string,
    @Body({ schema: importMetersSchema }) body: ImportMeters,
    @AskedChange() change: ChangeRequest,
  ): Promise<MetersImported> {
    return this.imports.save(site, body, change);
  }
}
