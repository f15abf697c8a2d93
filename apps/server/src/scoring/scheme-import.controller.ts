import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  codeSchema,
  schemeImportRequestSchema,
  schemePreviewRequestSchema,
  schemePreviewSchema,
  schemeSummarySchema,
  withdrawSchemeSchema,
  type SchemeImportRequest,
  type SchemePreview,
  type SchemePreviewRequest,
  type SchemeSummary,
  type WithdrawScheme,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { SchemeImportService } from './scheme-import.service.js';

const thisYear = (): number => new Date().getUTCFullYear();

@ApiTags('scores')
@ApiBearerAuth()
@Controller('api/v1/scoring/schemes')
export class SchemeImportController {
  constructor(private readonly imports: SchemeImportService) {}

  @Post('preview')
  @Needs('administer')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a file of a scheme holds, what stands against using it, what it changes' })
  @ApiResponse({ status: 200, standardSchema: schemePreviewSchema })
  preview(@Body({ schema: schemePreviewRequestSchema }) body: SchemePreviewRequest): Promise<SchemePreview> {
    return this.imports.preview(body, thisYear());
  }

  @Put(':id')
  @Needs('administer')
  @ApiOperation({
    summary: 'Import a scheme of evaluation, or another version of it; it can be used at once',
  })
  @ApiResponse({ status: 200, standardSchema: schemeSummarySchema })
  import(
    @Param('id', { schema: codeSchema }) id: string,
    @Body({ schema: schemeImportRequestSchema }) body: SchemeImportRequest,
    @AskedChange() change: ChangeRequest,
  ): Promise<SchemeSummary> {
    return this.imports.import({ id, thisYear: thisYear() }, body, change);
  }

  @Post(':id/withdraw')
  @Needs('administer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw an imported scheme: it is no longer offered' })
  @ApiResponse({ status: 204 })
  withdraw(
    @Param('id', { schema: codeSchema }) id: string,
    @Body({ schema: withdrawSchemeSchema }) _body: WithdrawScheme,
    @AskedChange() change: ChangeRequest,
  ): Promise<void> {
    return this.imports.withdraw(id, change);
  }
}
