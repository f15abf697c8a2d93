import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  evidenceListSchema,
  evidenceSchema,
  evidenceUploadQuerySchema,
  type Evidence,
  type EvidenceUploadQuery,
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
  @ApiOperation({ summary: 'Keep a file as evidence: its bytes as the body, any type, at most 20 MiB' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 201, standardSchema: evidenceSchema })
  async add(
    @Param('site') site: string,
    @Query({ schema: evidenceUploadQuerySchema }) query: EvidenceUploadQuery,
    @Req() { body, evidenceType }: EvidenceRequest,
    @AskedChange() change: ChangeRequest,
  ): Promise<Evidence> {
    return this.evidence.add(site, query, evidenceType, body, change);
  }

  @Get()
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Evidence files of the site; none is ever deleted' })
  @ApiResponse({ status: 200, standardSchema: evidenceListSchema })
  async list(@Param('site') site: string): Promise<{ items: Evidence[] }> {
    return this.evidence.list(site);
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
