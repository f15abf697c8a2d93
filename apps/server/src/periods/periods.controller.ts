import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  closePeriodSchema,
  frozenVersionSchema,
  lockPeriodSchema,
  periodListSchema,
  periodSchema,
  stepPeriodSchema,
  versionDifferenceQuerySchema,
  versionDifferenceSchema,
  waivePeriodSchema,
  withReasonSchema,
  type ClosePeriod,
  type LockPeriod,
  type PeriodList,
  type PeriodView,
  type StepPeriod,
  type VersionDifferenceQuery,
  type VersionDifferenceView,
  type WaivePeriod,
  type WithReason,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { PeriodsService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { Audited } from '../audit-log/audited.js';
import { LongQuestion, OwnLongQuestion } from '../load/long-question.js';
import { PeriodsViewService } from './periods-view.service.js';

@ApiTags('reporting periods')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/periods')
export class PeriodsController {
  constructor(
    private readonly sites: SiteStore,
    private readonly periods: PeriodsService,
    private readonly views: PeriodsViewService,
  ) {}

  @Get()
  @Needs('readSite')
  @ApiOperation({ summary: 'Reporting periods that were closed at least once, with their state and version' })
  @ApiResponse({ status: 200, standardSchema: periodListSchema })
  async list(@Param('site') site: string): Promise<PeriodList> {
    return this.views.list(site);
  }

  @Get(':period')
  @Needs('readEvidence')
  @LongQuestion()
  @ApiOperation({ summary: 'A period: state, check list, versions, what would be restated, restatements' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async get(@Param('site') site: string, @Param('period') period: string): Promise<PeriodView> {
    return this.views.get(site, period);
  }

  @Get(':period/difference')
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Why two versions of a locked period differ, line by line' })
  @ApiResponse({ status: 200, standardSchema: versionDifferenceSchema })
  async difference(
    @Param('site') site: string,
    @Param('period') period: string,
    @Query({ schema: versionDifferenceQuerySchema }) query: VersionDifferenceQuery,
  ): Promise<VersionDifferenceView> {
    return this.views.between(site, period, query);
  }

  @Get(':period/versions/:version')
  @Needs('readEvidence')
  @ApiOperation({ summary: 'The head of a frozen version: who, when, and each part by its SHA-256' })
  @ApiResponse({ status: 200, standardSchema: frozenVersionSchema })
  async version(
    @Param('site') site: string,
    @Param('period') period: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<unknown> {
    return this.views.version(site, period, version);
  }

  @Get(':period/versions/:version/:part')
  @Needs('readEvidence')
  @Audited('export')
  @OwnLongQuestion()
  @ApiOperation({
    summary:
      'A part of a frozen version: inventory, facts, activity, factors, method, formulas, boundary, qualityPlan',
  })
  async part(
    @Param('site') site: string,
    @Param('period') period: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('part') part: string,
  ): Promise<unknown> {
    return this.views.part(site, period, version, part);
  }

  @Post(':period/waivers')
  @Needs('closePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Waive points of the check list, each with a reason; an empty one takes it back' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async waive(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: waivePeriodSchema }) { waivers }: WaivePeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<PeriodView> {
    await this.periods.waive(await this.sites.requireSite(site), period, waivers, change, Date.now());
    return this.views.get(site, period);
  }

  @Post(':period/close')
  @Needs('closePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a period that is over, once every point is solved or waived' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async close(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: closePeriodSchema }) body: ClosePeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<PeriodView> {
    await this.periods.close(await this.sites.requireSite(site), period, body, change, Date.now());
    return this.views.get(site, period);
  }

  @Post(':period/submit')
  @Needs('closePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand a closed period over to be verified' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async submit(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: stepPeriodSchema }) _body: StepPeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<PeriodView> {
    await this.periods.submit(await this.sites.requireSite(site), period, change);
    return this.views.get(site, period);
  }

  @Post(':period/verify')
  @Needs('verifyPeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm the figures of a submitted period; for an auditor' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async verify(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: stepPeriodSchema }) _body: StepPeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<PeriodView> {
    await this.periods.verify(await this.sites.requireSite(site), period, change, Date.now());
    return this.views.get(site, period);
  }

  @Post(':period/lock')
  @Needs('approvePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lock a period: freezes version 1; not for who closed or submitted it' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async lock(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: lockPeriodSchema }) { unverified }: LockPeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<PeriodView> {
    await this.periods.lock(await this.sites.requireSite(site), period, unverified, change, Date.now());
    return this.views.get(site, period);
  }

  @Post(':period/reopen')
  @Needs('closePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Open a period again, with the reason; never a locked one' })
  @ApiResponse({ status: 200, standardSchema: periodSchema })
  async reopen(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: withReasonSchema }) { reason }: WithReason,
    @AskedChange() change: ChangeRequest,
  ): Promise<PeriodView> {
    await this.periods.reopen(await this.sites.requireSite(site), period, { ...change, reason });
    return this.views.get(site, period);
  }
}
