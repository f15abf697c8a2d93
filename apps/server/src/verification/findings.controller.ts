import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { dayLabel } from '@zerofab/calendar';
import {
  amendFindingSchema,
  answerFindingSchema,
  decideFindingSchema,
  findingListSchema,
  findingSchema,
  raiseFindingSchema,
  type AmendFinding,
  type AnswerFinding,
  type DecideFinding,
  type FindingList,
  type FindingView,
  type RaiseFinding,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { FindingsService, type Finding } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { findingContent, findingView, FindingsViewService } from './findings-view.service.js';

const shown = (site: SiteEntity, finding: Finding): FindingView =>
  findingView(finding, dayLabel(Date.now(), site.timezone));

@ApiTags('verification')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/verification/engagements/:engagement/findings')
export class FindingsController {
  constructor(
    private readonly views: FindingsViewService,
    private readonly findings: FindingsService,
    private readonly sites: SiteStore,
  ) {}

  @Get()
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Findings (不符合项) of an engagement, and the effects of those not settled' })
  @ApiResponse({ status: 200, standardSchema: findingListSchema })
  async list(@Param('site') site: string, @Param('engagement') engagement: string): Promise<FindingList> {
    return this.views.list(site, engagement);
  }

  @Post()
  @Needs('verifyPeriods')
  @HttpCode(201)
  @ApiOperation({ summary: 'Raise a finding, about a datum or the inventory as a whole' })
  @ApiResponse({ status: 201, standardSchema: findingSchema })
  async raise(
    @Param('site') code: string,
    @Param('engagement') engagement: string,
    @Body({ schema: raiseFindingSchema }) body: RaiseFinding,
    @AskedChange() change: ChangeRequest,
  ): Promise<FindingView> {
    const site = await this.sites.requireSite(code);
    return shown(site, await this.findings.raise(site, engagement, findingContent(body), change));
  }

  @Put(':finding')
  @Needs('verifyPeriods')
  @ApiOperation({ summary: 'Change what a finding says while it is not settled' })
  @ApiResponse({ status: 200, standardSchema: findingSchema })
  async amend(
    @Param('site') code: string,
    @Param('engagement') engagement: string,
    @Param('finding') id: string,
    @Body({ schema: amendFindingSchema }) body: AmendFinding,
    @AskedChange() change: ChangeRequest,
  ): Promise<FindingView> {
    const site = await this.sites.requireSite(code);
    return shown(site, await this.findings.amend(site, engagement, id, findingContent(body), change));
  }

  @Post(':finding/answer')
  @Needs('answerFindings')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reply to a finding; decides nothing' })
  @ApiResponse({ status: 200, standardSchema: findingSchema })
  async answer(
    @Param('site') code: string,
    @Param('engagement') engagement: string,
    @Param('finding') id: string,
    @Body({ schema: answerFindingSchema }) { text, evidence }: AnswerFinding,
    @AskedChange() change: ChangeRequest,
  ): Promise<FindingView> {
    const site = await this.sites.requireSite(code);
    const reply = { text, evidence: evidence ?? null };
    return shown(site, await this.findings.answer(site, engagement, id, reply, change));
  }

  @Post(':finding/close')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a finding that is answered, with the reason' })
  @ApiResponse({ status: 200, standardSchema: findingSchema })
  async close(
    @Param('site') code: string,
    @Param('engagement') engagement: string,
    @Param('finding') id: string,
    @Body({ schema: decideFindingSchema }) { reason }: DecideFinding,
    @AskedChange() change: ChangeRequest,
  ): Promise<FindingView> {
    const site = await this.sites.requireSite(code);
    return shown(site, await this.findings.close(site, engagement, id, reason, change));
  }

  @Post(':finding/withdraw')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a finding back that was none, with the reason' })
  @ApiResponse({ status: 200, standardSchema: findingSchema })
  async withdraw(
    @Param('site') code: string,
    @Param('engagement') engagement: string,
    @Param('finding') id: string,
    @Body({ schema: decideFindingSchema }) { reason }: DecideFinding,
    @AskedChange() change: ChangeRequest,
  ): Promise<FindingView> {
    const site = await this.sites.requireSite(code);
    return shown(site, await this.findings.withdraw(site, engagement, id, reason, change));
  }

  @Post(':finding/reopen')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Open a finding again, with the reason' })
  @ApiResponse({ status: 200, standardSchema: findingSchema })
  async reopen(
    @Param('site') code: string,
    @Param('engagement') engagement: string,
    @Param('finding') id: string,
    @Body({ schema: decideFindingSchema }) { reason }: DecideFinding,
    @AskedChange() change: ChangeRequest,
  ): Promise<FindingView> {
    const site = await this.sites.requireSite(code);
    return shown(site, await this.findings.reopen(site, engagement, id, reason, change));
  }
}
