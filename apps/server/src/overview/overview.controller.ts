import { ForScreens, Needs } from '@zerofab/identity';
import { resolveSpan } from '@zerofab/calendar';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  overviewSchema,
  siteMoversSchema,
  spanQuerySchema,
  type Overview,
  type SiteMovers,
  type SpanQuery,
} from '@zerofab/contracts';
import { OverviewService } from '@zerofab/inventory';
import { SiteStore } from '@zerofab/telemetry';
import { LongQuestion } from '../load/long-question.js';
import { limitSpan } from '../load/span-limits.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class OverviewController {
  constructor(
    private readonly sites: SiteStore,
    private readonly overviews: OverviewService,
  ) {}

  @Get('overview')
  @Needs('readSite')
  @ForScreens()
  @LongQuestion()
  @ApiOperation({ summary: 'Live power, today, month, year, units and what needs attention' })
  @ApiResponse({ status: 200, standardSchema: overviewSchema })
  async overview(@Param('site') site: string): Promise<Overview> {
    return this.overviews.overview(await this.sites.requireSite(site), Date.now());
  }

  @Get('movers')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary: 'What changed in a span, by unit and source, in kWh and tCO2e, the largest change first',
  })
  @ApiResponse({ status: 200, standardSchema: siteMoversSchema })
  async movers(
    @Param('site') code: string,
    @Query({ schema: spanQuerySchema }) { from, to }: SpanQuery,
  ): Promise<SiteMovers> {
    const site = await this.sites.requireSite(code);
    const span = limitSpan(resolveSpan(from, to, site.timezone), 'inventory');
    return this.overviews.movers(site, span, Date.now());
  }
}
