import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  baselineRequestSchema,
  baselineSchema,
  billRequestSchema,
  billSchema,
  dispatchRequestSchema,
  dispatchSchema,
  forecastRequestSchema,
  forecastSchema,
  type BaselineAnswer,
  type BaselineRequest,
  type BillAnswer,
  type BillRequest,
  type DispatchAnswer,
  type DispatchRequest,
  type ForecastAnswer,
  type ForecastRequest,
} from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { OwnLongQuestion } from '../load/long-question.js';
import { BaselineService } from './baseline.service.js';
import { BillService } from './bill.service.js';
import { DispatchService } from './dispatch.service.js';
import { ForecastService } from './forecast.service.js';

@ApiTags('energy')
@ApiBearerAuth()
@Controller('api/v1/energy')
export class EnergyController {
  constructor(
    private readonly bills: BillService,
    private readonly baselines: BaselineService,
    private readonly schedules: DispatchService,
    private readonly forecasts: ForecastService,
  ) {}

  @Post('bill')
  @Needs('readMethods')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({ summary: 'One bill of a month by a contract, line by line, without a site' })
  @ApiResponse({ status: 200, standardSchema: billSchema })
  bill(@Body({ schema: billRequestSchema }) body: BillRequest): BillAnswer {
    return this.bills.bill(body);
  }

  @Post('baseline')
  @Needs('readMethods')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({
    summary: 'One energy baseline by regression, with its statistics and whether it is accepted',
  })
  @ApiResponse({ status: 200, standardSchema: baselineSchema })
  baseline(@Body({ schema: baselineRequestSchema }) body: BaselineRequest): BaselineAnswer {
    return this.baselines.baseline(body);
  }

  @Post('dispatch')
  @Needs('readMethods')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({
    summary: 'The cheapest schedule of grid, storage, PV and flexible jobs, or what cannot hold',
  })
  @ApiResponse({ status: 200, standardSchema: dispatchSchema })
  dispatch(@Body({ schema: dispatchRequestSchema }) body: DispatchRequest): Promise<DispatchAnswer> {
    return this.schedules.dispatch(body);
  }

  @Post('forecast')
  @Needs('readMethods')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({ summary: 'The day ahead at 15 minutes by the best of several models, with its back-test' })
  @ApiResponse({ status: 200, standardSchema: forecastSchema })
  forecast(@Body({ schema: forecastRequestSchema }) body: ForecastRequest): Promise<ForecastAnswer> {
    return this.forecasts.forecast(body);
  }
}
