import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  codeSchema,
  intensitiesSchema,
  postProductionSchema,
  productionAddedSchema,
  productionListSchema,
  productionQuerySchema,
  productionRecordSchema,
  productionSeriesSchema,
  productListSchema,
  productSchema,
  putProductSchema,
  readSheetSchema,
  sheetRowsSchema,
  spanQuerySchema,
  withdrawProductionSchema,
  type Intensities,
  type PostProduction,
  type Product,
  type ProductionAdded,
  type ProductionList,
  type ProductionQuery,
  type ProductionRecord,
  type ProductionSeries,
  type ProductList,
  type PutProduct,
  type ReadSheet,
  type SheetRows,
  type SpanQuery,
  type WithdrawProduction,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { LongQuestion } from '../load/long-question.js';
import { ProductionService } from './production.service.js';
import { ProductsService } from './products.service.js';

@ApiTags('production')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class ProductionController {
  constructor(
    private readonly products: ProductsService,
    private readonly production: ProductionService,
  ) {}

  @Get('products')
  @Needs('readSite')
  @ApiOperation({ summary: 'Products: unit, counter, share of energy, levels of standards' })
  @ApiResponse({ status: 200, standardSchema: productListSchema })
  listProducts(@Param('site') site: string): Promise<ProductList> {
    return this.products.list(site);
  }

  @Get('products/:product')
  @Needs('readSite')
  @Versioned()
  @ApiOperation({ summary: 'A product' })
  @ApiResponse({ status: 200, standardSchema: productSchema })
  product(
    @Param('site') site: string,
    @Param('product', { schema: codeSchema }) product: string,
  ): Promise<Product> {
    return this.products.get(site, product);
  }

  @Put('products/:product')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Create or change a product' })
  @ApiResponse({ status: 200, standardSchema: productSchema })
  putProduct(
    @Param('site') site: string,
    @Param('product', { schema: codeSchema }) product: string,
    @Body({ schema: putProductSchema }) body: PutProduct,
    @AskedChange() change: ChangeRequest,
  ): Promise<Product> {
    return this.products.put(site, product, body, change);
  }

  @Get('production')
  @Needs('readSite')
  @ApiOperation({ summary: 'Production entered by hand, also what was replaced, by page' })
  @ApiResponse({ status: 200, standardSchema: productionListSchema })
  list(
    @Param('site') site: string,
    @Query({ schema: productionQuerySchema }) query: ProductionQuery,
  ): Promise<ProductionList> {
    return this.production.list(site, query);
  }

  @Post('production')
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Enter output, value, area or head count of a span; a correction names the record it replaces',
  })
  @ApiResponse({ status: 201, standardSchema: productionAddedSchema })
  add(
    @Param('site') site: string,
    @Body({ schema: postProductionSchema }) body: PostProduction,
    @AskedChange() change: ChangeRequest,
  ): Promise<ProductionAdded> {
    return this.production.add(site, body, change);
  }

  @Get('production/series')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Production by month and over a span, entered and counted; what lacks is named' })
  @ApiResponse({ status: 200, standardSchema: productionSeriesSchema })
  series(
    @Param('site') site: string,
    @Query({ schema: spanQuerySchema }) query: SpanQuery,
  ): Promise<ProductionSeries> {
    return this.production.series(site, query);
  }

  @Post('production/sheet')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Rows of the first sheet of a workbook, to be looked through; nothing is kept' })
  @ApiResponse({ status: 200, standardSchema: sheetRowsSchema })
  sheet(
    @Param('site') site: string,
    @Body({ schema: readSheetSchema }) { file }: ReadSheet,
  ): Promise<SheetRows> {
    return this.production.sheet(site, file);
  }

  @Post('production/:id/withdraw')
  @Needs('changeRecords')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a record of production back; it stays readable, with the reason' })
  @ApiResponse({ status: 200, standardSchema: productionRecordSchema })
  withdraw(
    @Param('site') site: string,
    @Param('id') id: string,
    @Body({ schema: withdrawProductionSchema }) body: WithdrawProduction,
    @AskedChange() change: ChangeRequest,
  ): Promise<ProductionRecord> {
    return this.production.withdraw(site, id, body, change);
  }

  @Get('intensities')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary:
      'Energy and emissions per unit of product, output value, value added, area and head; levels of standards',
  })
  @ApiResponse({ status: 200, standardSchema: intensitiesSchema })
  intensities(
    @Param('site') site: string,
    @Query({ schema: spanQuerySchema }) query: SpanQuery,
  ): Promise<Intensities> {
    return this.production.intensities(site, query);
  }
}
