import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  dataCalendarQuerySchema,
  dataCalendarSchema,
  meterBalanceQuerySchema,
  meterBalanceSchema,
  type DataCalendar,
  type DataCalendarQuery,
  type MeterBalance,
  type SpanQuery,
} from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { LongQuestion } from '../load/long-question.js';
import { BalanceService } from './balance.service.js';
import { CalendarService } from './calendar.service.js';

@ApiTags('readings and consumption')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class BalanceController {
  constructor(
    private readonly balances: BalanceService,
    private readonly calendars: CalendarService,
  ) {}

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

  @Get('data-calendar')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary: 'How whole the data is: each meter by day, and what was received, in conflict and rejected',
  })
  @ApiResponse({ status: 200, standardSchema: dataCalendarSchema })
  async calendar(
    @Param('site') site: string,
    @Query({ schema: dataCalendarQuerySchema }) query: DataCalendarQuery,
  ): Promise<DataCalendar> {
    return this.calendars.calendar(site, query);
  }
}
