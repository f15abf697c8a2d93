import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  checkDatumSchema,
  datumCheckSchema,
  datumDetailSchema,
  samplingQuerySchema,
  samplingSchema,
  type CheckDatum,
  type DatumCheckView,
  type DatumDetail,
  type Sampling,
  type SamplingQuery,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { DatumCheckStore, SamplingService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { LongQuestion } from '../load/long-question.js';
import { checkView, SamplingViewService } from './sampling-view.service.js';

@ApiTags('verification')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/verification/engagements/:engagement')
export class SamplingController {
  constructor(
    private readonly views: SamplingViewService,
    private readonly sampling: SamplingService,
    private readonly checks: DatumCheckStore,
    private readonly sites: SiteStore,
  ) {}

  @Get('sampling')
  @Needs('readEvidence')
  @ApiOperation({
    summary:
      'The risk-ranked sampling list: the same for the same seed and figures, with how each score comes',
  })
  @ApiResponse({ status: 200, standardSchema: samplingSchema })
  async list(
    @Param('site') site: string,
    @Param('engagement') id: string,
    @Query({ schema: samplingQuerySchema }) query: SamplingQuery,
  ): Promise<Sampling> {
    return this.views.list(site, id, query);
  }

  @Get('data/:datum')
  @Needs('readEvidence')
  @LongQuestion()
  @ApiOperation({
    summary: 'What stands behind a datum: evidence, meter × invoice × ledger, registers and records',
  })
  @ApiResponse({ status: 200, standardSchema: datumDetailSchema })
  async detail(
    @Param('site') site: string,
    @Param('engagement') id: string,
    @Param('datum') datum: string,
  ): Promise<DatumDetail> {
    return this.views.detail(site, id, datum);
  }

  @Put('data/:datum/check')
  @Needs('verifyPeriods')
  @ApiOperation({ summary: 'Note what the look at a datum brought; changes no data' })
  @ApiResponse({ status: 200, standardSchema: datumCheckSchema })
  async check(
    @Param('site') code: string,
    @Param('engagement') id: string,
    @Param('datum') datum: string,
    @Body({ schema: checkDatumSchema }) { result, comment }: CheckDatum,
    @AskedChange() change: ChangeRequest,
  ): Promise<DatumCheckView> {
    const site = await this.sites.requireSite(code);
    await this.sampling.datum(site, id, datum);
    const said = { engagement: id, datum, result, comment: comment ?? null };
    return { datum, ...checkView(await this.checks.put(site, said, change)) };
  }
}
