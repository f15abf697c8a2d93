import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  conflictsSchema,
  historyResultSchema,
  meterGapsSchema,
  postHistorySchema,
  pushReadingsSchema,
  pushResultSchema,
  readAgainResultSchema,
  readAgainSchema,
  consumptionQuerySchema,
  consumptionSchema,
  pageQuerySchema,
  readingsQuerySchema,
  reconciliationQuerySchema,
  reconciliationSchema,
  readingsSchema,
  recordIdSchema,
  rejectedMessagesSchema,
  type Conflicts,
  type Consumption,
  type ConsumptionQuery,
  type HistoryResult,
  type MeterGaps,
  type PostHistory,
  type PushReadings,
  type PushResult,
  type ReadAgain,
  type ReadAgainResult,
  type Readings,
  type Reconciliation,
  type ReconciliationQuery,
  type RejectedMessages,
} from '@zerofab/contracts';
import { Asker, AskedKey, Needs, roleHas, SentBy, type Principal, type Sender } from '@zerofab/identity';
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
  @Needs('readSite')
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
  @Needs('readReadings')
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

  @Post('meters/:meter/history')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Readings of the past, at most 2 000 a call; answers after the commit, the same again stores nothing',
  })
  @ApiResponse({ status: 200, standardSchema: historyResultSchema })
  async history(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @Body({ schema: postHistorySchema }) body: PostHistory,
  ): Promise<HistoryResult> {
    return this.readingsService.history(site, meter, body);
  }

  @Post('readings')
  @Needs('sendReadings')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Push readings, at most 1 000 a request, as a meter (HTTP Basic with its MQTT login) or a person; answers after the commit what became of each',
  })
  @ApiResponse({ status: 200, standardSchema: pushResultSchema })
  async push(
    @Param('site') site: string,
    @Body({ schema: pushReadingsSchema }) body: PushReadings,
    @SentBy() sender: Sender,
    @AskedKey() key: string | undefined,
  ): Promise<PushResult> {
    return this.readingsService.push(site, body, sender, key);
  }

  @Get('rejected-messages')
  @Needs('readReadings')
  @ApiOperation({ summary: 'Messages that could not be used, with the reason, newest first' })
  @ApiResponse({ status: 200, standardSchema: rejectedMessagesSchema })
  async rejected(
    @Param('site') site: string,
    @Query({ schema: pageQuerySchema }) query: Page,
    @Asker() { role }: Principal,
  ): Promise<RejectedMessages> {
    const page = await this.readingsService.rejected(site, query);
    if (roleHas(role, 'readPayloads')) return page;
    return { ...page, items: page.items.map((item) => ({ ...item, payload: '' })) };
  }

  @Get('rejected-messages/:id/payload')
  @Needs('readPayloads')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('content-disposition', 'inline; filename="payload.txt"')
  @ApiOperation({ summary: 'The whole payload of a rejected message, byte for byte' })
  async payload(
    @Param('site') site: string,
    @Param('id', { schema: recordIdSchema }) id: string,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.readingsService.rejectedPayload(site, id));
  }

  @Post('rejected-messages/read-again')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reads rejected messages in again: these, or all of a reason or meter, at most 1 000 a call',
  })
  @ApiResponse({ status: 200, standardSchema: readAgainResultSchema })
  async readAgain(
    @Param('site') site: string,
    @Body({ schema: readAgainSchema }) body: ReadAgain,
  ): Promise<ReadAgainResult> {
    return this.readingsService.readAgain(site, body);
  }

  @Get('reconciliation')
  @Needs('readReadings')
  @ApiOperation({
    summary: 'What became of what meters sent, by the time it came: received is the sum of the others',
  })
  @ApiResponse({ status: 200, standardSchema: reconciliationSchema })
  async reconciliation(
    @Param('site') site: string,
    @Query({ schema: reconciliationQuerySchema }) query: ReconciliationQuery,
  ): Promise<Reconciliation> {
    return this.readingsService.reconciliation(site, query);
  }

  @Get('gaps')
  @Needs('readReadings')
  @ApiOperation({ summary: 'Long gaps of counters, and whether their energy is spread or left to a person' })
  @ApiResponse({ status: 200, standardSchema: meterGapsSchema })
  async gaps(@Param('site') site: string): Promise<MeterGaps> {
    return this.readingsService.gaps(site);
  }

  @Get('conflicts')
  @Needs('readReadings')
  @ApiOperation({ summary: 'Different values for one register and time; the first stayed' })
  @ApiResponse({ status: 200, standardSchema: conflictsSchema })
  async conflicts(
    @Param('site') site: string,
    @Query({ schema: pageQuerySchema }) query: Page,
  ): Promise<Conflicts> {
    return this.readingsService.conflicts(site, query);
  }
}
