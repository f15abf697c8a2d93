import { Body, Controller, Get, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  postReportJobSchema,
  reportJobIdSchema,
  reportJobListSchema,
  reportJobSchema,
  type PostReportJob,
  type ReportJob,
  type ReportJobList,
} from '@zerofab/contracts';
import { Asker, Needs, type Principal } from '@zerofab/identity';
import { Audited } from '../audit-log/audited.js';
import { attach, CONTENT_TYPES, fileName, type Reply } from './report-answer.js';
import { ReportJobsService } from './report-jobs.service.js';

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/reports/jobs')
export class ReportJobsController {
  constructor(private readonly jobs: ReportJobsService) {}

  @Post()
  @Needs('exportReports')
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for a report that takes long: it is made in the background' })
  @ApiResponse({ status: 202, standardSchema: reportJobSchema })
  async ask(
    @Param('site') site: string,
    @Body({ schema: postReportJobSchema }) question: PostReportJob,
    @Asker() asker: Principal,
  ): Promise<ReportJob> {
    return this.jobs.ask(site, question, asker);
  }

  @Get()
  @Needs('exportReports')
  @ApiOperation({ summary: 'Reports that the asker had made, with their progress' })
  @ApiResponse({ status: 200, standardSchema: reportJobListSchema })
  async list(@Param('site') site: string, @Asker() asker: Principal): Promise<ReportJobList> {
    return { items: await this.jobs.list(site, asker) };
  }

  @Get(':job')
  @Needs('exportReports')
  @ApiOperation({ summary: 'Progress of one report' })
  @ApiResponse({ status: 200, standardSchema: reportJobSchema })
  async get(
    @Param('site') site: string,
    @Param('job', { schema: reportJobIdSchema }) job: string,
    @Asker() asker: Principal,
  ): Promise<ReportJob> {
    return this.jobs.get(site, job, asker);
  }

  @Post(':job/cancel')
  @Needs('exportReports')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a report that is not made yet; no file stays behind' })
  @ApiResponse({ status: 200, standardSchema: reportJobSchema })
  async cancel(
    @Param('site') site: string,
    @Param('job', { schema: reportJobIdSchema }) job: string,
    @Asker() asker: Principal,
  ): Promise<ReportJob> {
    return this.jobs.cancel(site, job, asker);
  }

  @Get(':job/file')
  @Needs('exportReports')
  @Audited('export')
  @ApiOperation({ summary: 'The file of a report that is done' })
  async file(
    @Param('site') site: string,
    @Param('job', { schema: reportJobIdSchema }) id: string,
    @Asker() asker: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const { job, bytes } = await this.jobs.file(site, id, asker);
    const { format, ...question } = job.question;
    reply.header('content-type', CONTENT_TYPES[format]);
    attach(reply, `${fileName(question, site)}-${question.lang}.${format}`);
    return new StreamableFile(bytes);
  }
}
