import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { overviewSchema, type Overview } from '@zerofab/contracts';
import { OverviewService } from '@zerofab/inventory';
import { SiteStore } from '@zerofab/telemetry';
import { LongQuestion } from '../load/long-question.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class OverviewController {
  constructor(
    private readonly sites: SiteStore,
    private readonly overviews: OverviewService,
  ) {}

  @Get('overview')
  @LongQuestion()
  @ApiOperation({ summary: 'Live power, today, month, year, units and what needs attention' })
  @ApiResponse({ status: 200, standardSchema: overviewSchema })
  async overview(@Param('site') site: string): Promise<Overview> {
    return this.overviews.overview(await this.sites.requireSite(site), Date.now());
  }
}
