import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  approveBudgetSchema,
  budgetExecutionSchema,
  budgetProposalQuerySchema,
  budgetProposalSchema,
  budgetQuerySchema,
  budgetSchema,
  budgetVersionListSchema,
  putBudgetSchema,
  yearParamSchema,
  type ApproveBudget,
  type Budget,
  type BudgetExecution,
  type BudgetProposal,
  type BudgetProposalQuery,
  type BudgetQuery,
  type BudgetVersionList,
  type PutBudget,
} from '@zerofab/contracts';
import { AskedChange, ForScreens, Needs } from '@zerofab/identity';
import { BudgetService } from '@zerofab/inventory';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { LongQuestion } from '../load/long-question.js';

const YEAR = { schema: yearParamSchema };

@ApiTags('budgets and targets')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/budgets/:year')
export class BudgetsController {
  constructor(
    private readonly sites: SiteStore,
    private readonly budgets: BudgetService,
  ) {}

  @Get()
  @Needs('readSite')
  @Versioned()
  @ApiOperation({ summary: 'Budget of a year: energy, emissions, carriers, by month and unit' })
  @ApiResponse({ status: 200, standardSchema: budgetSchema })
  async get(
    @Param('site') site: string,
    @Param('year', YEAR) year: number,
    @Query({ schema: budgetQuerySchema }) { version }: BudgetQuery,
  ): Promise<Budget> {
    return this.budgets.describe(await this.sites.requireSite(site), year, version);
  }

  @Put()
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({
    summary: 'Propose a budget, or a change with its reason; a draft until another person approves it',
  })
  @ApiResponse({ status: 200, standardSchema: budgetSchema })
  async put(
    @Param('site') code: string,
    @Param('year', YEAR) year: number,
    @Body({ schema: putBudgetSchema }) body: PutBudget,
    @AskedChange() change: ChangeRequest,
  ): Promise<Budget> {
    const site = await this.sites.requireSite(code);
    await this.budgets.save(site, year, body, change);
    return this.budgets.describe(site, year);
  }

  @Get('versions')
  @Needs('readHistory')
  @ApiOperation({ summary: 'Versions of a budget, the latest first: author, approver, dates, reasons' })
  @ApiResponse({ status: 200, standardSchema: budgetVersionListSchema })
  async versions(@Param('site') site: string, @Param('year', YEAR) year: number): Promise<BudgetVersionList> {
    return this.budgets.versions(await this.sites.requireSite(site), year);
  }

  @Post('approve')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve the latest version; not for its own author' })
  @ApiResponse({ status: 200, standardSchema: budgetSchema })
  async approve(
    @Param('site') code: string,
    @Param('year', YEAR) year: number,
    @Body({ schema: approveBudgetSchema }) body: ApproveBudget,
    @AskedChange() change: ChangeRequest,
  ): Promise<Budget> {
    const site = await this.sites.requireSite(code);
    await this.budgets.approve(site, year, body, change);
    return this.budgets.describe(site, year, body.version);
  }

  @Get('execution')
  @Needs('readSite')
  @ForScreens()
  @LongQuestion()
  @ApiOperation({
    summary: 'How the approved budget stands: used, pace, forecast to the end of the year with its error',
  })
  @ApiResponse({ status: 200, standardSchema: budgetExecutionSchema })
  async execution(@Param('site') site: string, @Param('year', YEAR) year: number): Promise<BudgetExecution> {
    return this.budgets.execution(await this.sites.requireSite(site), year, Date.now());
  }

  @Get('proposal')
  @Needs('changeRecords')
  @LongQuestion()
  @ApiOperation({ summary: 'What the year before used of an indicator, by month' })
  @ApiResponse({ status: 200, standardSchema: budgetProposalSchema })
  async proposal(
    @Param('site') site: string,
    @Param('year', YEAR) year: number,
    @Query({ schema: budgetProposalQuerySchema }) query: BudgetProposalQuery,
  ): Promise<BudgetProposal> {
    return this.budgets.proposal(await this.sites.requireSite(site), year, query, Date.now());
  }
}
