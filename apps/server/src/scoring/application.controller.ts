import { Body, Controller, Get, Header, Param, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  applicationExportQuerySchema,
  applicationSchema,
  codeSchema,
  putApplicationSchema,
  putSelfEvaluationSchema,
  yearParamSchema,
  type Application,
  type ApplicationExportQuery,
  type PutApplication,
  type PutSelfEvaluation,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { applicationDocument, applicationWorkbook } from '@zerofab/reports';
import { Audited } from '../audit-log/audited.js';
import { LongQuestion, OwnLongQuestion } from '../load/long-question.js';
import { ApplicationService } from './application.service.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('scores')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/scores/applications/:scheme')
export class ApplicationController {
  constructor(private readonly applications: ApplicationService) {}

  @Get()
  @Needs('readEvidence')
  @LongQuestion()
  @ApiOperation({ summary: 'Application of a zero-carbon factory: plan, targets and what was kept of them' })
  @ApiResponse({ status: 200, standardSchema: applicationSchema })
  application(
    @Param('site') site: string,
    @Param('scheme', { schema: codeSchema }) scheme: string,
  ): Promise<Application> {
    return this.applications.application(site, scheme, Date.now());
  }

  @Put()
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Save a version of the plan, with the reason of a change' })
  @ApiResponse({ status: 200, standardSchema: applicationSchema })
  put(
    @Param('site') site: string,
    @Param('scheme', { schema: codeSchema }) scheme: string,
    @Body({ schema: putApplicationSchema }) body: PutApplication,
    @AskedChange() change: ChangeRequest,
  ): Promise<Application> {
    return this.applications.put(site, scheme, body, change);
  }

  @Put('years/:year')
  @Needs('changeRecords')
  @ApiOperation({ summary: 'Record the self-evaluation of a year, with the core values of that day' })
  @ApiResponse({ status: 200, standardSchema: applicationSchema })
  evaluate(
    @Param('site') site: string,
    @Param('scheme', { schema: codeSchema }) scheme: string,
    @Param('year', { schema: yearParamSchema }) year: number,
    @Body({ schema: putSelfEvaluationSchema }) body: PutSelfEvaluation,
    @AskedChange() change: ChangeRequest,
  ): Promise<Application> {
    return this.applications.evaluate(site, { scheme, year }, body, change);
  }

  @Get('file.docx')
  @Needs('readEvidence')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', DOCX)
  @ApiOperation({ summary: 'The application as a document' })
  async docx(
    @Param('site') site: string,
    @Param('scheme', { schema: codeSchema }) scheme: string,
    @Query({ schema: applicationExportQuerySchema }) { lang }: ApplicationExportQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const found = await this.applications.application(site, scheme, Date.now());
    reply.header('content-disposition', `attachment; filename="application-${site}-${scheme}-${lang}.docx"`);
    return new StreamableFile(await applicationDocument(found, lang));
  }

  @Get('file.xlsx')
  @Needs('readEvidence')
  @Audited('export')
  @OwnLongQuestion()
  @Header('content-type', XLSX)
  @ApiOperation({ summary: 'Targets, what was kept of them, and self-evaluations as a workbook' })
  async xlsx(
    @Param('site') site: string,
    @Param('scheme', { schema: codeSchema }) scheme: string,
    @Query({ schema: applicationExportQuerySchema }) { lang }: ApplicationExportQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const found = await this.applications.application(site, scheme, Date.now());
    reply.header('content-disposition', `attachment; filename="application-${site}-${scheme}-${lang}.xlsx"`);
    return new StreamableFile(await applicationWorkbook(found, lang));
  }
}
