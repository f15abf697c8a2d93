import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  decideConflictsSchema,
  decidedConflictsSchema,
  findingsQuerySchema,
  meterFindingsSchema,
  postRegisterEventSchema,
  recordIdSchema,
  registerEventSchema,
  registerEventsSchema,
  withdrawEventSchema,
  type DecideConflicts,
  type DecidedConflicts,
  type FindingsQuery,
  type MeterFindings,
  type PostRegisterEvent,
  type RegisterEvent,
  type WithdrawEvent,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { FindingsService } from './findings.service.js';
import { RegisterEventsService } from './register-events.service.js';

@ApiTags('readings and consumption')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class RegisterEventsController {
  constructor(
    private readonly events: RegisterEventsService,
    private readonly findings: FindingsService,
  ) {}

  @Get('meter-findings')
  @Needs('readReadings')
  @ApiOperation({
    summary: 'Steps of registers that do not count as they stand: why, what is at stake, what is to be done',
  })
  @ApiResponse({ status: 200, standardSchema: meterFindingsSchema })
  async listFindings(
    @Param('site') site: string,
    @Query({ schema: findingsQuerySchema }) query: FindingsQuery,
  ): Promise<MeterFindings> {
    return this.findings.list(site, query);
  }

  @Get('meters/:meter/events')
  @Needs('readHistory')
  @ApiOperation({ summary: 'What people decided about readings of the meter, newest first, at most 500' })
  @ApiResponse({ status: 200, standardSchema: registerEventsSchema })
  async list(
    @Param('site') site: string,
    @Param('meter') meter: string,
  ): Promise<{ items: RegisterEvent[] }> {
    return this.events.list(site, meter);
  }

  @Post('meters/:meter/events')
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({ summary: 'Decide about readings: figures follow, the raw readings stay' })
  @ApiResponse({ status: 201, standardSchema: registerEventSchema })
  async add(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @Body({ schema: postRegisterEventSchema }) body: PostRegisterEvent,
    @AskedChange() change: ChangeRequest,
  ): Promise<RegisterEvent> {
    return this.events.add(site, meter, body, change);
  }

  @Post('meters/:meter/events/:id/withdraw')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Undo an event by an entry of its own; figures follow' })
  @ApiResponse({ status: 200, standardSchema: registerEventSchema })
  async withdraw(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @Param('id', { schema: recordIdSchema }) id: string,
    @Body({ schema: withdrawEventSchema }) body: WithdrawEvent,
    @AskedChange() change: ChangeRequest,
  ): Promise<RegisterEvent> {
    return this.events.withdraw(site, meter, id, body.note, change);
  }

  @Post('conflicts/decide')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide conflicts, at most 500 at once: which of the two values counts' })
  @ApiResponse({ status: 200, standardSchema: decidedConflictsSchema })
  async decide(
    @Param('site') site: string,
    @Body({ schema: decideConflictsSchema }) body: DecideConflicts,
    @AskedChange() change: ChangeRequest,
  ): Promise<DecidedConflicts> {
    return this.events.decideConflicts(site, body, change);
  }
}
