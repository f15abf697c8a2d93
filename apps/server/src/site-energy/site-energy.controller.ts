import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { siteEnergyQuerySchema, siteEnergySchema, type SiteEnergy, type SpanQuery } from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { LongQuestion } from '../load/long-question.js';
import { SiteEnergyService } from './site-energy.service.js';

@ApiTags('readings and consumption')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class SiteEnergyController {
  constructor(private readonly service: SiteEnergyService) {}

  @Get('energy')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Energy of every meter in kWh and tce, and its flow from purchase to use' })
  @ApiResponse({ status: 200, standardSchema: siteEnergySchema })
  async energy(
    @Param('site') site: string,
    @Query({ schema: siteEnergyQuerySchema }) query: SpanQuery,
  ): Promise<SiteEnergy> {
    return this.service.energy(site, query);
  }
}
