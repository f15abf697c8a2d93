import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  attributesQuerySchema,
  electricityAttributesSchema,
  ledgerParametersSchema,
  ledgerQuerySchema,
  ledgerSchema,
  postProofSchema,
  proofListSchema,
  proofSchema,
  recordIdSchema,
  withdrawProofSchema,
  type AttributesQuery,
  type ElectricityAttributes,
  type LedgerParameters,
  type NonFossilLedger,
  type PostProof,
  type ProofRecord,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { LongQuestion } from '../load/long-question.js';
import { ElectricityService } from './electricity.service.js';

@ApiTags('electricity by attribute')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class ElectricityController {
  constructor(private readonly electricity: ElectricityService) {}

  @Get('energy-proofs')
  @Needs('readSite')
  @ApiOperation({ summary: 'Proofs of electricity by attribute, also withdrawn ones' })
  @ApiResponse({ status: 200, standardSchema: proofListSchema })
  async list(@Param('site') site: string): Promise<{ items: ProofRecord[] }> {
    return { items: await this.electricity.list(site) };
  }

  @Post('energy-proofs')
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Claim electricity of an attribute, with its proof; a certificate counts once on the platform',
  })
  @ApiResponse({ status: 201, standardSchema: proofSchema })
  async add(
    @Param('site') site: string,
    @Body({ schema: postProofSchema }) body: PostProof,
    @AskedChange() change: ChangeRequest,
  ): Promise<ProofRecord> {
    return this.electricity.add(site, body, change);
  }

  @Post('energy-proofs/:id/withdraw')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraw a claim with the reason; it stays readable' })
  @ApiResponse({ status: 200, standardSchema: proofSchema })
  async withdraw(
    @Param('site') site: string,
    @Param('id', { schema: recordIdSchema }) id: string,
    @Body({ schema: withdrawProofSchema }) body: { reason: string },
    @AskedChange() change: ChangeRequest,
  ): Promise<ProofRecord> {
    return this.electricity.withdraw(site, id, body.reason, change);
  }

  @Get('electricity-attributes')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Electricity by attribute and month, as a method treats it' })
  @ApiResponse({ status: 200, standardSchema: electricityAttributesSchema })
  async attributes(
    @Param('site') site: string,
    @Query({ schema: attributesQuerySchema }) query: AttributesQuery,
  ): Promise<ElectricityAttributes> {
    return this.electricity.attributes(site, query);
  }

  @Get('non-fossil-ledger')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Non-fossil electricity of a year in MWh, beside the emission methods' })
  @ApiResponse({ status: 200, standardSchema: ledgerSchema })
  async ledger(
    @Param('site') site: string,
    @Query({ schema: ledgerQuerySchema }) { year }: { year: number },
  ): Promise<NonFossilLedger> {
    return this.electricity.ledger(site, year);
  }

  @Put('non-fossil-ledger/parameters')
  @Needs('changeRecords')
  @ApiOperation({ summary: 'Coefficient of the province and limit on certificates, with their publication' })
  @ApiResponse({ status: 200, standardSchema: ledgerSchema })
  async putParameters(
    @Param('site') site: string,
    @Query({ schema: ledgerQuerySchema }) { year }: { year: number },
    @Body({ schema: ledgerParametersSchema }) body: LedgerParameters,
    @AskedChange() change: ChangeRequest,
  ): Promise<NonFossilLedger> {
    return this.electricity.putParameters(site, year, body, change);
  }
}
