import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  meterBalanceQuerySchema,
  meterBalanceSchema,
  type MeterBalance,
  type SpanQuery,
} from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { LongQuestion } from '../load/long-question.js';
import { BalanceService } from './balance.service.js';

@ApiTags('readings and consumption')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class BalanceController {
  constructor(private readonly balances: BalanceService) {}

  @Get('meter-balance')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary: 'Meters against the meters below them: what is not allocated, and where that is too much',
  })
  @ApiResponse({ status: 200, standardSchema: meterBalanceSchema })
  async balance(
    @Param('site') site: string,
    @Query({ schema: meterBalanceQuerySchema }) query: SpanQuery,
  ): Promise<MeterBalance> {
    return this.balances.balance(site, query);
  }
}
