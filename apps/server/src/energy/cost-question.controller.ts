import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  billQuerySchema,
  demandQuerySchema,
  liveDemandSchema,
  monthSchema,
  whatIfRequestSchema,
  whatIfSchema,
  type BillQuery,
  type DemandQuery,
  type LiveDemandAnswer,
  type WhatIfAnswer,
  type WhatIfRequest,
} from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { LongQuestion, OwnLongQuestion } from '../load/long-question.js';
import { LiveDemandService } from './live-demand.service.js';
import { WhatIfService } from './what-if.service.js';

@ApiTags('energy cost')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class CostQuestionController {
  constructor(
    private readonly demands: LiveDemandService,
    private readonly whatIfs: WhatIfService,
  ) {}

  @Get('demand')
  @Needs('readEvidence')
  @LongQuestion()
  @ApiOperation({
    summary: 'Demand of the running quarter hour against its limit, and who made the month’s peak so far',
  })
  @ApiResponse({ status: 200, standardSchema: liveDemandSchema })
  demand(
    @Param('site') site: string,
    @Query({ schema: demandQuerySchema }) query: DemandQuery,
  ): Promise<LiveDemandAnswer> {
    return this.demands.demand(site, query);
  }

  @Post('bills/:month/what-if')
  @Needs('readEvidence')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The bill of a month by another basic charge, another contract, or with hours shifted; keeps nothing',
  })
  @ApiResponse({ status: 200, standardSchema: whatIfSchema })
  whatIf(
    @Param('site') site: string,
    @Param('month', { schema: monthSchema }) month: string,
    @Query({ schema: billQuerySchema }) query: BillQuery,
    @Body({ schema: whatIfRequestSchema }) body: WhatIfRequest,
  ): Promise<WhatIfAnswer> {
    return this.whatIfs.ask(site, month, query.contract, body);
  }
}
