import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  billQuerySchema,
  codeSchema,
  daySchema,
  invoiceSchema,
  monthSchema,
  putInvoiceSchema,
  putSiteContractSchema,
  siteBillSchema,
  siteContractListSchema,
  siteContractSchema,
  type BillQuery,
  type InvoiceAnswer,
  type PutInvoice,
  type PutSiteContract,
  type SiteBillAnswer,
  type SiteContractAnswer,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { LongQuestion } from '../load/long-question.js';
import { SiteCostService } from './site-cost.service.js';

@ApiTags('energy cost')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class SiteCostController {
  constructor(private readonly costs: SiteCostService) {}

  @Get('tariff-contracts')
  @Needs('readEvidence')
  @ApiOperation({ summary: 'Supply contracts of a site, each version with the day from which it holds' })
  @ApiResponse({ status: 200, standardSchema: siteContractListSchema })
  async contracts(@Param('site') site: string): Promise<{ items: SiteContractAnswer[] }> {
    return { items: await this.costs.contracts(site) };
  }

  @Put('tariff-contracts/:contract/:validFrom')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Record a supply contract as it holds from a day on; checked whole' })
  @ApiResponse({ status: 200, standardSchema: siteContractSchema })
  putContract(
    @Param('site') site: string,
    @Param('contract', { schema: codeSchema }) contract: string,
    @Param('validFrom', { schema: daySchema }) validFrom: string,
    @Body({ schema: putSiteContractSchema }) body: PutSiteContract,
    @AskedChange() change: ChangeRequest,
  ): Promise<SiteContractAnswer> {
    return this.costs.putContract(site, contract, validFrom, body, change);
  }

  @Get('bills/:month')
  @Needs('readEvidence')
  @LongQuestion()
  @ApiOperation({
    summary:
      'The bill of a month, or of the running one, from the site’s meters; beside the invoice; by meter',
  })
  @ApiResponse({ status: 200, standardSchema: siteBillSchema })
  bill(
    @Param('site') site: string,
    @Param('month', { schema: monthSchema }) month: string,
    @Query({ schema: billQuerySchema }) query: BillQuery,
  ): Promise<SiteBillAnswer> {
    return this.costs.bill(site, month, query.contract);
  }

  @Put('bills/:month/invoice')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Enter the supplier’s invoice of a month, and what only it tells' })
  @ApiResponse({ status: 200, standardSchema: invoiceSchema })
  putInvoice(
    @Param('site') site: string,
    @Param('month', { schema: monthSchema }) month: string,
    @Query({ schema: billQuerySchema }) query: BillQuery,
    @Body({ schema: putInvoiceSchema }) body: PutInvoice,
    @AskedChange() change: ChangeRequest,
  ): Promise<InvoiceAnswer> {
    return this.costs.putInvoice(site, month, query.contract, body, change);
  }
}
