import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  amendEngagementSchema,
  engagementListQuerySchema,
  engagementListSchema,
  engagementSchema,
  openEngagementSchema,
  type AmendEngagement,
  type EngagementList,
  type EngagementListQuery,
  type EngagementView,
  type OpenEngagement,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { EngagementsService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { LongQuestion } from '../load/long-question.js';
import { planOf } from './engagement-view.js';
import { EngagementsViewService } from './engagements-view.service.js';

@ApiTags('verification')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/verification/engagements')
export class EngagementsController {
  constructor(
    private readonly views: EngagementsViewService,
    private readonly engagements: EngagementsService,
    private readonly sites: SiteStore,
  ) {}

  @Get()
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Verification engagements of the site, the latest first' })
  @ApiResponse({ status: 200, standardSchema: engagementListSchema })
  async list(
    @Param('site') site: string,
    @Query({ schema: engagementListQuerySchema }) { year }: EngagementListQuery,
  ): Promise<EngagementList> {
    return this.views.list(site, year);
  }

  @Post()
  @Needs('verifyPeriods')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Begin an engagement of a year, bound to its figures as they stand; one a year at a time',
  })
  @ApiResponse({ status: 201, standardSchema: engagementSchema })
  async open(
    @Param('site') code: string,
    @Body({ schema: openEngagementSchema }) body: OpenEngagement,
    @AskedChange() change: ChangeRequest,
  ): Promise<EngagementView> {
    const site = await this.sites.requireSite(code);
    const opened = await this.engagements.open(site, body.year, planOf(body), change, Date.now());
    return this.views.view(site, opened);
  }

  @Get(':engagement')
  @Needs('readEvidence')
  @LongQuestion()
  @ApiOperation({
    summary: 'An engagement: plan, the figures it is about and whether they moved, effects of open findings',
  })
  @ApiResponse({ status: 200, standardSchema: engagementSchema })
  async get(@Param('site') site: string, @Param('engagement') id: string): Promise<EngagementView> {
    return this.views.get(site, id);
  }

  @Put(':engagement')
  @Needs('verifyPeriods')
  @ApiOperation({ summary: 'Change level of assurance, materiality, verifier or seed of an open engagement' })
  @ApiResponse({ status: 200, standardSchema: engagementSchema })
  async amend(
    @Param('site') code: string,
    @Param('engagement') id: string,
    @Body({ schema: amendEngagementSchema }) body: AmendEngagement,
    @AskedChange() change: ChangeRequest,
  ): Promise<EngagementView> {
    const site = await this.sites.requireSite(code);
    return this.views.view(site, await this.engagements.amend(site, id, planOf(body), change));
  }
}
