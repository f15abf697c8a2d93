import { Body, Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  concludeSchema,
  endEngagementSchema,
  engagementSchema,
  evidenceUploadQuerySchema,
  type Conclude,
  type EndEngagement,
  type EngagementView,
  type EvidenceUploadQuery,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { EngagementsService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import type { EvidenceRequest } from '../evidence/evidence-body.js';
import { EngagementsViewService } from './engagements-view.service.js';
import { StatementService } from './statement.service.js';

@ApiTags('verification')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/verification/engagements/:engagement')
export class EngagementStepsController {
  constructor(
    private readonly views: EngagementsViewService,
    private readonly engagements: EngagementsService,
    private readonly statements: StatementService,
    private readonly sites: SiteStore,
  ) {}

  @Post('bind')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Bind an engagement to the figures as they stand now, with the reason' })
  @ApiResponse({ status: 200, standardSchema: engagementSchema })
  async bind(
    @Param('site') code: string,
    @Param('engagement') id: string,
    @Body({ schema: endEngagementSchema }) { reason }: EndEngagement,
    @AskedChange() change: ChangeRequest,
  ): Promise<EngagementView> {
    const site = await this.sites.requireSite(code);
    return this.views.view(site, await this.engagements.bind(site, id, reason, change, Date.now()));
  }

  @Post('withdraw')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'End an engagement without a conclusion, with the reason' })
  @ApiResponse({ status: 200, standardSchema: engagementSchema })
  async withdraw(
    @Param('site') code: string,
    @Param('engagement') id: string,
    @Body({ schema: endEngagementSchema }) { reason }: EndEngagement,
    @AskedChange() change: ChangeRequest,
  ): Promise<EngagementView> {
    const site = await this.sites.requireSite(code);
    return this.views.view(site, await this.engagements.withdraw(site, id, reason, change));
  }

  @Post('statement')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Attach the verification statement: its bytes as the body; kept in the vault' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 200, standardSchema: engagementSchema })
  async statement(
    @Param('site') code: string,
    @Param('engagement') id: string,
    @Query({ schema: evidenceUploadQuerySchema }) query: EvidenceUploadQuery,
    @Req() { body }: EvidenceRequest,
    @AskedChange() change: ChangeRequest,
  ): Promise<EngagementView> {
    const site = await this.sites.requireSite(code);
    const attached = await this.statements.attach(site, id, query, body, change);
    return this.views.view(site, attached);
  }

  @Post('conclude')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Conclude and end an engagement; refused while a major finding is not closed',
  })
  @ApiResponse({ status: 200, standardSchema: engagementSchema })
  async conclude(
    @Param('site') code: string,
    @Param('engagement') id: string,
    @Body({ schema: concludeSchema }) { opinion, summary }: Conclude,
    @AskedChange() change: ChangeRequest,
  ): Promise<EngagementView> {
    const site = await this.sites.requireSite(code);
    const concluded = await this.engagements.conclude(site, id, { opinion, summary }, change, Date.now());
    return this.views.view(site, concluded);
  }
}
