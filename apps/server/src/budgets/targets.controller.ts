import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  putTargetSchema,
  targetIndicatorSchema,
  targetProgressSchema,
  type PutTarget,
  type TargetProgress,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { TargetService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { LongQuestion } from '../load/long-question.js';

@ApiTags('budgets and targets')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/targets')
export class TargetsController {
  constructor(
    private readonly sites: SiteStore,
    private readonly targets: TargetService,
  ) {}

  @Get()
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Targets with their paths, what was reached by year, and the gap' })
  @ApiResponse({ status: 200, standardSchema: targetProgressSchema })
  async progress(@Param('site') site: string): Promise<TargetProgress> {
    return this.targets.progress(await this.sites.requireSite(site), Date.now());
  }

  @Put(':indicator')
  @Needs('changeRecords')
  @ApiOperation({ summary: 'Set or change a target: base year, path, target year' })
  @ApiResponse({ status: 200, standardSchema: targetProgressSchema })
  async put(
    @Param('site') code: string,
    @Param('indicator', { schema: targetIndicatorSchema }) indicator: string,
    @Body({ schema: putTargetSchema }) body: PutTarget,
    @AskedChange() change: ChangeRequest,
  ): Promise<TargetProgress> {
    const site = await this.sites.requireSite(code);
    await this.targets.put(site, indicator, body, change);
    return this.targets.progress(site, Date.now());
  }
}
