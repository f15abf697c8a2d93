import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  activityListSchema,
  activityRecordSchema,
  bridgeQuerySchema,
  bridgeSchema,
  codeSchema,
  emissionsSeriesQuerySchema,
  emissionsSeriesSchema,
  inventoryMatrixSchema,
  inventoryQuerySchema,
  inventorySchema,
  overviewSchema,
  postActivityDataSchema,
  putSourceSchema,
  sourceListSchema,
  sourceSchema,
  type ActivityRecord,
  type Bridge,
  type BridgeQuery,
  type EmissionsSeries,
  type Inventory,
  type InventoryMatrix,
  type InventoryQuery,
  type Overview,
  type PostActivityData,
  type PutSource,
  type Source,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { LongQuestion } from '../load/long-question.js';
import { FiguresService } from './figures.service.js';
import { SourcesService } from './sources.service.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class InventoryController {
  constructor(
    private readonly sources: SourcesService,
    private readonly figures: FiguresService,
  ) {}

  @Get('sources')
  @Needs('readSite')
  @ApiOperation({ summary: 'Emission sources' })
  @ApiResponse({ status: 200, standardSchema: sourceListSchema })
  async listSources(@Param('site') site: string): Promise<{ items: Source[] }> {
    return { items: await this.sources.list(site) };
  }

  @Get('sources/:source')
  @Needs('readSite')
  @Versioned()
  @ApiOperation({ summary: 'One emission source; its version goes out as ETag too' })
  @ApiResponse({ status: 200, standardSchema: sourceSchema })
  async source(@Param('site') site: string, @Param('source') source: string): Promise<Source> {
    return this.sources.get(site, source);
  }

  @Put('sources/:source')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Create an emission source, or a new version of it' })
  @ApiResponse({ status: 200, standardSchema: sourceSchema })
  async putSource(
    @Param('site') site: string,
    @Param('source', { schema: codeSchema }) source: string,
    @Body({ schema: putSourceSchema }) body: PutSource,
    @AskedChange() change: ChangeRequest,
  ): Promise<Source> {
    return this.sources.put(site, source, body, change);
  }

  @Get('activity-data')
  @Needs('readSite')
  @ApiOperation({ summary: 'Manual activity data, also what was replaced' })
  @ApiResponse({ status: 200, standardSchema: activityListSchema })
  async listActivity(
    @Param('site') site: string,
    @Query('source') source?: string,
  ): Promise<{ items: ActivityRecord[] }> {
    return { items: await this.sources.listActivity(site, source) };
  }

  @Post('activity-data')
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({ summary: 'Enter manual activity data; a correction names the record it replaces' })
  @ApiResponse({ status: 201, standardSchema: activityRecordSchema })
  async addActivity(
    @Param('site') site: string,
    @Body({ schema: postActivityDataSchema }) body: PostActivityData,
    @AskedChange() change: ChangeRequest,
  ): Promise<ActivityRecord> {
    return this.sources.addActivity(site, body, change);
  }

  @Get('inventory')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Emission inventory of a span, traced down to registers' })
  @ApiResponse({ status: 200, standardSchema: inventorySchema })
  async inventory(
    @Param('site') site: string,
    @Query({ schema: inventoryQuerySchema }) query: InventoryQuery,
  ): Promise<Inventory> {
    return this.figures.inventory(site, query);
  }

  @Get('inventory/bridge')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Why two methods differ, one property of the method at a time, line by line' })
  @ApiResponse({ status: 200, standardSchema: bridgeSchema })
  async bridge(
    @Param('site') site: string,
    @Query({ schema: bridgeQuerySchema }) query: BridgeQuery,
  ): Promise<Bridge> {
    return this.figures.bridge(site, query);
  }

  @Get('inventory/matrix')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Sources by month under a method' })
  @ApiResponse({ status: 200, standardSchema: inventoryMatrixSchema })
  async matrix(
    @Param('site') site: string,
    @Query({ schema: inventoryQuerySchema }) query: InventoryQuery,
  ): Promise<InventoryMatrix> {
    return this.figures.matrix(site, query);
  }

  @Get('emissions-series')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Emissions per hour, day or month, for charts' })
  @ApiResponse({ status: 200, standardSchema: emissionsSeriesSchema })
  async series(
    @Param('site') site: string,
    @Query({ schema: emissionsSeriesQuerySchema })
    query: { from: string; to: string; bucket: 'hour' | 'day' | 'month' },
  ): Promise<EmissionsSeries> {
    return this.figures.series(site, query);
  }

  @Get('overview')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Live power, today, month, year, units and what needs attention' })
  @ApiResponse({ status: 200, standardSchema: overviewSchema })
  async overview(@Param('site') site: string): Promise<Overview> {
    return this.figures.overview(site);
  }
}
