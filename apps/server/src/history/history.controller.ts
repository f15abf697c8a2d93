import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { historyQuerySchema, historySchema, type HistoryPage, type HistoryQuery } from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { HistoryService } from './history.service.js';

@ApiTags('history')
@ApiBearerAuth()
@Controller('api/v1')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  @Get('sites/:site/history')
  @Needs('readHistory')
  @ApiOperation({
    summary: 'Who changed what at a site, when and why, with old and new value; the latest first',
  })
  @ApiResponse({ status: 200, standardSchema: historySchema })
  async ofSite(
    @Param('site') site: string,
    @Query({ schema: historyQuerySchema }) query: HistoryQuery,
  ): Promise<HistoryPage> {
    return this.history.ofSite(site, query);
  }

  @Get('history')
  @Needs('administer')
  @ApiOperation({ summary: 'Changes of what belongs to the whole platform: users, imports of factor tables' })
  @ApiResponse({ status: 200, standardSchema: historySchema })
  async ofPlatform(@Query({ schema: historyQuerySchema }) query: HistoryQuery): Promise<HistoryPage> {
    return this.history.ofPlatform(query);
  }
}
