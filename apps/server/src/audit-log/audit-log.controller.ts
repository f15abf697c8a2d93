import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  auditExportQuerySchema,
  auditLogQuerySchema,
  auditLogSchema,
  auditRootsQuerySchema,
  auditRootsSchema,
  type AuditExportQuery,
  type AuditLogPage,
  type AuditLogQuery,
  type AuditRoots,
  type AuditRootsQuery,
} from '@zerofab/contracts';
import { Asker, Needs, type Principal } from '@zerofab/identity';
import { OwnLongQuestion } from '../load/long-question.js';
import { AuditLogService } from './audit-log.service.js';
import { Audited } from './audited.js';

@ApiTags('audit log')
@ApiBearerAuth()
@Controller('api/v1/audit-log')
export class AuditLogController {
  constructor(private readonly log: AuditLogService) {}

  @Get()
  @Needs('readAuditLog')
  @OwnLongQuestion()
  @ApiOperation({
    summary: 'Changes, log-ins, reads of evidence and exports in their order, with hash and previous hash',
  })
  @ApiResponse({ status: 200, standardSchema: auditLogSchema })
  async page(
    @Query({ schema: auditLogQuerySchema }) query: AuditLogQuery,
    @Asker() asker: Principal,
  ): Promise<AuditLogPage> {
    return this.log.page(query, asker);
  }

  @Get('roots')
  @Needs('readAuditLog')
  @OwnLongQuestion()
  @ApiOperation({
    summary: 'Merkle roots of the days of UTC: keep them elsewhere, and check the log against them',
  })
  @ApiResponse({ status: 200, standardSchema: auditRootsSchema })
  async roots(@Query({ schema: auditRootsQuerySchema }) query: AuditRootsQuery): Promise<AuditRoots> {
    return this.log.roots(query);
  }

  @Get('export')
  @Needs('readAuditLog')
  @OwnLongQuestion()
  @Audited('export')
  @Header('content-type', 'application/x-ndjson; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="zerofab-audit-log.ndjson"')
  @ApiOperation({ summary: 'The log as a file for npm run verify -- --audit-log FILE' })
  async export(
    @Query({ schema: auditExportQuerySchema }) query: AuditExportQuery,
    @Asker() asker: Principal,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.log.export(query, asker));
  }
}
