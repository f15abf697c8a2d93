import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  activityAddedSchema,
  activityListSchema,
  activityPreviewSchema,
  activityQuerySchema,
  activityRecordSchema,
  postActivityDataSchema,
  withdrawActivitySchema,
  type ActivityAdded,
  type ActivityList,
  type ActivityPreview,
  type ActivityQuery,
  type ActivityRecord,
  type PostActivityData,
  type WithdrawActivity,
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
  @ApiResponse({ status: 201, standardSchema: activityAddedSchema })
  async addActivity(
    @Param('site') site: string,
    @Body({ schema: postActivityDataSchema }) body: PostActivityData,
    @AskedChange() change: ChangeRequest,
  ): Promise<ActivityAdded> {
    return this.activityData.add(site, body, change);
  }

  @Post('activity-data/preview')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a record would replace and change; nothing is kept' })
  @ApiResponse({ status: 200, standardSchema: activityPreviewSchema })
  async previewActivity(
    @Param('site') site: string,
    @Body({ schema: postActivityDataSchema }) body: PostActivityData,
  ): Promise<ActivityPreview> {
    return this.activityData.preview(site, body);
  }

  @Post('activity-data/:id/withdraw')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take a record back that was entered by mistake; it stays readable, with the reason',
  })
  @ApiResponse({ status: 200, standardSchema: activityRecordSchema })
  async withdrawActivity(
    @Param('site') site: string,
    @Param('id') id: string,
    @Body({ schema: withdrawActivitySchema }) body: WithdrawActivity,
    @AskedChange() change: ChangeRequest,
  ): Promise<ActivityRecord> {
    return this.activityData.withdraw(site, id, body, change);
  }
}
