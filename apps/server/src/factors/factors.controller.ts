import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  evidenceIdSchema,
  factorImportListSchema,
  factorImportRequestSchema,
  factorImportSchema,
  factorPreviewRequestSchema,
  factorPreviewSchema,
  factorQuerySchema,
  factorsInUseSchema,
  factorTableQuerySchema,
  inventoryQuerySchema,
  libraryFactorListSchema,
  withdrawImportSchema,
  type FactorImport,
  type FactorImportRequest,
  type FactorPreview,
  type FactorPreviewRequest,
  type FactorQuery,
  type FactorsInUse,
  type InventoryQuery,
  type WithdrawImport,
  comparisonListSchema,
  comparisonSchema,
  postComparisonSchema,
  type Comparison,
  type PostComparison,
} from '@zerofab/contracts';
import { AskedChange, Asker, type Principal, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { FactorsService } from './factors.service.js';

@ApiTags('factor library')
@ApiBearerAuth()
@Controller('api/v1')
export class FactorsController {
  constructor(private readonly factors: FactorsService) {}

  @Get('factors')
  @Needs('readMethods')
  @ApiOperation({ summary: 'The factor library, with source, validity and confidence of each factor' })
  @ApiResponse({ status: 200, standardSchema: libraryFactorListSchema })
  list(@Query({ schema: factorQuerySchema }) query: FactorQuery): ReturnType<FactorsService['list']> {
    return this.factors.list(query);
  }

  @Get('factors/table.csv')
  @Needs('readMethods')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: 'A table of the library as CSV: to read, to edit, to import again' })
  async csv(
    @Query({ schema: factorTableQuerySchema }) { table }: { table: string },
  ): Promise<StreamableFile> {
    return new StreamableFile(Buffer.from(await this.factors.csv(table)));
  }

  @Post('factors/preview')
  @Needs('previewFactors')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What importing a newer table would add, correct, refuse, and change in the figures of your sites',
  })
  @ApiResponse({ status: 200, standardSchema: factorPreviewSchema })
  preview(
    @Body({ schema: factorPreviewRequestSchema }) body: FactorPreviewRequest,
    @Asker() asker: Principal,
  ): Promise<FactorPreview> {
    return this.factors.preview(body, asker);
  }

  @Get('factors/comparisons')
  @Needs('readMethods')
  @ApiOperation({ summary: 'Factors that people held against the printed original, the newest first' })
  @ApiResponse({ status: 200, standardSchema: comparisonListSchema })
  async comparisons(): Promise<{ items: Comparison[] }> {
    return { items: await this.factors.comparisons() };
  }

  @Post('factors/comparisons')
  @Needs('administer')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Say what the print has for a factor; one that agrees counts as compared from now on',
  })
  @ApiResponse({ status: 201, standardSchema: comparisonSchema })
  compare(
    @Body({ schema: postComparisonSchema }) body: PostComparison,
    @AskedChange() change: ChangeRequest,
  ): Promise<Comparison> {
    return this.factors.compare(body, change);
  }

  @Get('factors/imports')
  @Needs('readMethods')
  @ApiOperation({ summary: 'Tables that were imported, also withdrawn ones' })
  @ApiResponse({ status: 200, standardSchema: factorImportListSchema })
  async imports(): Promise<{ items: FactorImport[] }> {
    return { items: await this.factors.imports() };
  }

  @Post('factors/imports')
  @Needs('administer')
  @HttpCode(201)
  @ApiOperation({ summary: 'Import a previewed table; it counts from now on, for every site' })
  @ApiResponse({ status: 201, standardSchema: factorImportSchema })
  import(
    @Body({ schema: factorImportRequestSchema }) body: FactorImportRequest,
    @AskedChange() change: ChangeRequest,
  ): Promise<FactorImport> {
    return this.factors.import(body, change);
  }

  @Get('factors/imports/:id/file.csv')
  @Needs('readMethods')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: 'The file of an import as it was given' })
  async importedFile(@Param('id', { schema: evidenceIdSchema }) id: string): Promise<StreamableFile> {
    return new StreamableFile(Buffer.from(await this.factors.importedFile(id)));
  }

  @Post('factors/imports/:id/withdraw')
  @Needs('administer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take an import out of force; it stays readable' })
  @ApiResponse({ status: 200, standardSchema: factorImportSchema })
  withdraw(
    @Param('id', { schema: evidenceIdSchema }) id: string,
    @Body({ schema: withdrawImportSchema }) { reason }: WithdrawImport,
    @AskedChange() change: ChangeRequest,
  ): Promise<FactorImport> {
    return this.factors.withdraw(id, reason, change);
  }

  @Get('sites/:site/factors-in-use')
  @Needs('readSite')
  @ApiOperation({ summary: 'Factors behind the figures of a span, and the sources that use each' })
  @ApiResponse({ status: 200, standardSchema: factorsInUseSchema })
  inUse(
    @Param('site') site: string,
    @Query({ schema: inventoryQuerySchema }) query: InventoryQuery,
  ): Promise<FactorsInUse> {
    return this.factors.inUse(site, query);
  }
}
