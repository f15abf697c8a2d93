import { Needs } from '@zerofab/identity';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  bridgeQuerySchema,
  bridgeSchema,
  emissionsSeriesQuerySchema,
  emissionsSeriesSchema,
  inventoryMatrixSchema,
  inventoryQuerySchema,
  inventorySchema,
  waterfallQuerySchema,
  waterfallSchema,
  type Bridge,
  type BridgeQuery,
  type EmissionsSeries,
  type Inventory,
  type InventoryMatrix,
  type InventoryQuery,
  type Waterfall,
  type WaterfallQuery,
} from '@zerofab/contracts';
import { LongQuestion } from '../load/long-question.js';
import { FiguresService } from './figures.service.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class InventoryController {
  constructor(private readonly figures: FiguresService) {}

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

  @Get('inventory/waterfall')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary: 'Why the totals of two periods differ: activity, factor, structure, source by source',
  })
  @ApiResponse({ status: 200, standardSchema: waterfallSchema })
  async waterfall(
    @Param('site') site: string,
    @Query({ schema: waterfallQuerySchema }) query: WaterfallQuery,
  ): Promise<Waterfall> {
    return this.figures.waterfall(site, query);
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
}
