import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  restatementSchema,
  stepPeriodSchema,
  withReasonSchema,
  type RestatementView,
  type StepPeriod,
  type WithReason,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { RestatementsService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { restatementView } from './period-view.js';

@ApiTags('reporting periods')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/periods/:period/restatements')
export class RestatementsController {
  constructor(
    private readonly sites: SiteStore,
    private readonly restatements: RestatementsService,
  ) {}

  @Post()
  @Needs('closePeriods')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Begin a restatement of a locked period, with the reason; records dated into it are taken again',
  })
  @ApiResponse({ status: 201, standardSchema: restatementSchema })
  async open(
    @Param('site') site: string,
    @Param('period') period: string,
    @Body({ schema: withReasonSchema }) { reason }: WithReason,
    @AskedChange() change: ChangeRequest,
  ): Promise<RestatementView> {
    return restatementView(
      await this.restatements.open(await this.sites.requireSite(site), period, reason, change),
    );
  }

  @Post(':id/propose')
  @Needs('closePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Propose the figures as they come out now, with the difference line by line' })
  @ApiResponse({ status: 200, standardSchema: restatementSchema })
  async propose(
    @Param('site') site: string,
    @Param('period') period: string,
    @Param('id') id: string,
    @Body({ schema: stepPeriodSchema }) _body: StepPeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<RestatementView> {
    return restatementView(
      await this.restatements.propose(await this.sites.requireSite(site), period, id, change, Date.now()),
    );
  }

  @Post(':id/approve')
  @Needs('approvePeriods')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Approve a proposal: the next version, beside the earlier ones; not for who proposed it',
  })
  @ApiResponse({ status: 200, standardSchema: restatementSchema })
  async approve(
    @Param('site') site: string,
    @Param('period') period: string,
    @Param('id') id: string,
    @Body({ schema: stepPeriodSchema }) { note }: StepPeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<RestatementView> {
    return restatementView(
      await this.restatements.approve(await this.sites.requireSite(site), period, id, note ?? null, change),
    );
  }

  @Post(':id/reject')
  @Needs('approvePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn a proposal down, with the reason; not for who proposed it' })
  @ApiResponse({ status: 200, standardSchema: restatementSchema })
  async reject(
    @Param('site') site: string,
    @Param('period') period: string,
    @Param('id') id: string,
    @Body({ schema: withReasonSchema }) { reason }: WithReason,
    @AskedChange() change: ChangeRequest,
  ): Promise<RestatementView> {
    return restatementView(
      await this.restatements.reject(await this.sites.requireSite(site), period, id, reason, {
        ...change,
        reason,
      }),
    );
  }

  @Post(':id/withdraw')
  @Needs('closePeriods')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a restatement up; what was recorded meanwhile stays recorded' })
  @ApiResponse({ status: 200, standardSchema: restatementSchema })
  async withdraw(
    @Param('site') site: string,
    @Param('period') period: string,
    @Param('id') id: string,
    @Body({ schema: stepPeriodSchema }) { note }: StepPeriod,
    @AskedChange() change: ChangeRequest,
  ): Promise<RestatementView> {
    return restatementView(
      await this.restatements.withdraw(await this.sites.requireSite(site), period, id, note ?? null, change),
    );
  }
}
