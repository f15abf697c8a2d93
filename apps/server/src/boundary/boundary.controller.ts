import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  baseYearSchema,
  boundarySchema,
  boundaryVersionListSchema,
  putBoundarySchema,
  recalculateBaseYearSchema,
  recordVersionQuerySchema,
  type BaseYear,
  type Boundary,
  type BoundaryVersionList,
  type PutBoundary,
  type RecalculateBaseYear,
  type RecordVersionQuery,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { BoundaryService } from './boundary.service.js';

@ApiTags('boundary and base year')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class BoundaryController {
  constructor(private readonly boundaries: BoundaryService) {}

  @Get('boundary')
  @Needs('readEvidence')
  @Versioned()
  @ApiOperation({ summary: 'Accounting boundary: entity, production systems, units, changes, base year' })
  @ApiResponse({ status: 200, standardSchema: boundarySchema })
  async get(
    @Param('site') site: string,
    @Query({ schema: recordVersionQuerySchema }) { version }: RecordVersionQuery,
  ): Promise<Boundary> {
    return this.boundaries.get(site, version);
  }

  @Put('boundary')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Record a version of the boundary; earlier versions stay' })
  @ApiResponse({ status: 200, standardSchema: boundarySchema })
  async put(
    @Param('site') site: string,
    @Body({ schema: putBoundarySchema }) body: PutBoundary,
    @AskedChange() change: ChangeRequest,
  ): Promise<Boundary> {
    return this.boundaries.put(site, body, change);
  }

  @Get('boundary/versions')
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Versions of the boundary, the latest first: who and when' })
  @ApiResponse({ status: 200, standardSchema: boundaryVersionListSchema })
  async versions(@Param('site') site: string): Promise<BoundaryVersionList> {
    return this.boundaries.versions(site);
  }

  @Get('base-year')
  @Needs('readEvidence')
  @ApiOperation({
    summary: 'Base year: its total, what changes since mean for it, and whether to recalculate',
  })
  @ApiResponse({ status: 200, standardSchema: baseYearSchema })
  async baseYear(@Param('site') site: string): Promise<BaseYear> {
    return this.boundaries.baseYear(site);
  }

  @Post('base-year/recalculate')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the effects known by now into the base year; a version of the boundary' })
  @ApiResponse({ status: 200, standardSchema: baseYearSchema })
  async recalculate(
    @Param('site') site: string,
    @Body({ schema: recalculateBaseYearSchema }) body: RecalculateBaseYear,
    @AskedChange() change: ChangeRequest,
  ): Promise<BaseYear> {
    return this.boundaries.recalculate(site, body, change);
  }
}
