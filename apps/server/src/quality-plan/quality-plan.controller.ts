import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  approveQualityPlanSchema,
  putQualityPlanSchema,
  qualityPlanSchema,
  qualityPlanVersionListSchema,
  recordVersionQuerySchema,
  type ApproveQualityPlan,
  type PutQualityPlan,
  type QualityPlan,
  type QualityPlanVersionList,
  type RecordVersionQuery,
} from '@zerofab/contracts';
import { Allow, AskedChange } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { QualityPlansService } from './quality-plans.service.js';

@ApiTags('data quality control plan')
@ApiBearerAuth()
@Allow('admin', 'energy_manager', 'auditor')
@Controller('api/v1/sites/:site/quality-plan')
export class QualityPlanController {
  constructor(private readonly plans: QualityPlansService) {}

  @Get()
  @Versioned()
  @ApiOperation({ summary: 'Data quality control plan, what it does not cover, calibrations past due' })
  @ApiResponse({ status: 200, standardSchema: qualityPlanSchema })
  async get(
    @Param('site') site: string,
    @Query({ schema: recordVersionQuerySchema }) { version }: RecordVersionQuery,
  ): Promise<QualityPlan> {
    return this.plans.get(site, version);
  }

  @Put()
  @Versioned()
  @Allow('admin', 'energy_manager')
  @ApiOperation({ summary: 'Record a version of the plan; a draft until another person approves it' })
  @ApiResponse({ status: 200, standardSchema: qualityPlanSchema })
  async put(
    @Param('site') site: string,
    @Body({ schema: putQualityPlanSchema }) body: PutQualityPlan,
    @AskedChange() change: ChangeRequest,
  ): Promise<QualityPlan> {
    return this.plans.put(site, body, change);
  }

  @Get('versions')
  @ApiOperation({ summary: 'Versions of the plan, the latest first: author, approver, dates' })
  @ApiResponse({ status: 200, standardSchema: qualityPlanVersionListSchema })
  async versions(@Param('site') site: string): Promise<QualityPlanVersionList> {
    return this.plans.versions(site);
  }

  @Post('approve')
  @HttpCode(200)
  @Allow('admin', 'energy_manager')
  @ApiOperation({ summary: 'Approve the latest version; not for its own author' })
  @ApiResponse({ status: 200, standardSchema: qualityPlanSchema })
  async approve(
    @Param('site') site: string,
    @Body({ schema: approveQualityPlanSchema }) body: ApproveQualityPlan,
    @AskedChange() change: ChangeRequest,
  ): Promise<QualityPlan> {
    return this.plans.approve(site, body, change);
  }
}
