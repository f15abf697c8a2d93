import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  activityListSchema,
  activityQuerySchema,
  activityRecordSchema,
  postActivityDataSchema,
  type ActivityList,
  type ActivityQuery,
  type ActivityRecord,
  type PostActivityData,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { ActivityDataService } from './activity-data.service.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class ActivityDataController {
  constructor(private readonly activityData: ActivityDataService) {}

  @Get('activity-data')
  @Needs('readSite')
  @ApiOperation({ summary: 'Manual activity data, also what was replaced, by page' })
  @ApiResponse({ status: 200, standardSchema: activityListSchema })
  async listActivity(
    @Param('site') site: string,
    @Query({ schema: activityQuerySchema }) query: ActivityQuery,
  ): Promise<ActivityList> {
    return this.activityData.list(site, query);
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
    return this.activityData.add(site, body, change);
  }
}
