import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  conflictsSchema,
  consumptionQuerySchema,
  consumptionSchema,
  pageQuerySchema,
  readingsQuerySchema,
  readingsSchema,
  recordIdSchema,
  rejectedMessagesSchema,
  type Conflicts,
  type Consumption,
  type ConsumptionQuery,
  type Readings,
  type RejectedMessages,
} from '@zerofab/contracts';
import { LongQuestion } from '../load/long-question.js';
import { ReadingsService, type ReadingsAsked } from './readings.service.js';

interface Page {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

@ApiTags('readings and consumption')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class ReadingsController {
  constructor(private readonly readingsService: ReadingsService) {}

  @Get('consumption')
  @LongQuestion()
  @ApiOperation({ summary: "Consumption of a register in buckets of the site's time zone" })
  @ApiResponse({ status: 200, standardSchema: consumptionSchema })
  async consumption(
    @Param('site') site: string,
    @Query({ schema: consumptionQuerySchema }) query: ConsumptionQuery,
  ): Promise<Consumption> {
    return this.readingsService.consumption(site, query);
  }

  @Get('meters/:meter/readings')
  @LongQuestion()
  @ApiOperation({ summary: 'Raw readings, exactly as they came' })
  @ApiResponse({ status: 200, standardSchema: readingsSchema })
  async readings(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @Query({ schema: readingsQuerySchema }) query: ReadingsAsked,
  ): Promise<Readings> {
    return this.readingsService.readings(site, meter, query);
  }

  @Get('rejected-messages')
  @ApiOperation({ summary: 'Messages that could not be used, with the reason, newest first' })
  @ApiResponse({ status: 200, standardSchema: rejectedMessagesSchema })
  async rejected(
    @Param('site') site: string,
    @Query({ schema: pageQuerySchema }) query: Page,
  ): Promise<RejectedMessages> {
    return this.readingsService.rejected(site, query);
  }

  @Get('rejected-messages/:id/payload')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('content-disposition', 'inline; filename="payload.txt"')
  @ApiOperation({ summary: 'The whole payload of a rejected message, byte for byte' })
  async payload(
    @Param('site') site: string,
    @Param('id', { schema: recordIdSchema }) id: string,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.readingsService.rejectedPayload(site, id));
  }

  @Get('conflicts')
  @ApiOperation({ summary: 'Different values for one register and time; the first stayed' })
  @ApiResponse({ status: 200, standardSchema: conflictsSchema })
  async conflicts(
    @Param('site') site: string,
    @Query({ schema: pageQuerySchema }) query: Page,
  ): Promise<Conflicts> {
    return this.readingsService.conflicts(site, query);
  }
}
