import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  evidenceListSchema,
  evidenceQuerySchema,
  evidenceSchema,
  evidenceUploadQuerySchema,
  unprovenQuerySchema,
  unprovenSchema,
  type Evidence,
  type EvidenceQuery,
  type EvidenceUploadQuery,
  type Unproven,
  type UnprovenQuery,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { Audited } from '../audit-log/audited.js';
import type { EvidenceRequest } from './evidence-body.js';
import { downloadHeaders } from './evidence-headers.js';
import { EvidenceService } from './evidence.service.js';

interface Reply {
  headers(values: Readonly<Record<string, string>>): unknown;
}

@ApiTags('evidence')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/evidence')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  @Post()
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Keep a file as evidence: its bytes as the body, at most 50 MiB; its kind is told by its bytes',
  })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 201, standardSchema: evidenceSchema })
  async add(
    @Param('site') site: string,
    @Query({ schema: evidenceUploadQuerySchema }) query: EvidenceUploadQuery,
    @Req() { body }: EvidenceRequest,
    @AskedChange() change: ChangeRequest,
  ): Promise<Evidence> {
    return this.evidence.add(site, query, body, change);
  }

  @Get()
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Evidence files of the site, by what names them; none is ever deleted' })
  @ApiResponse({ status: 200, standardSchema: evidenceListSchema })
  async list(
    @Param('site') site: string,
    @Query({ schema: evidenceQuerySchema }) query: EvidenceQuery,
  ): Promise<{ items: Evidence[] }> {
    return this.evidence.list(site, query);
  }

  @Get('unproven')
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Records by hand of a period that name no file of the vault' })
  @ApiResponse({ status: 200, standardSchema: unprovenSchema })
  async unproven(
    @Param('site') site: string,
    @Query({ schema: unprovenQuerySchema }) query: UnprovenQuery,
  ): Promise<Unproven> {
    return this.evidence.unproven(site, query);
  }

  @Get(':evidence')
  @Needs('readEvidence')
  @ApiOperation({ summary: 'What is known of an evidence file, and what names it' })
  @ApiResponse({ status: 200, standardSchema: evidenceSchema })
  async get(@Param('site') site: string, @Param('evidence') id: string): Promise<Evidence> {
    return this.evidence.get(site, id);
  }

  @Get(':evidence/content')
  @Needs('readEvidence')
  @Audited('read')
  @ApiOperation({ summary: 'The bytes of an evidence file, checked against their hash, for saving' })
  async content(
    @Param('site') site: string,
    @Param('evidence') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const { evidence, bytes } = await this.evidence.content(site, id);
    reply.headers(downloadHeaders(evidence));
    return new StreamableFile(bytes);
  }
}
