import { Needs } from '@zerofab/identity';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  calculateRequestSchema,
  calculateResponseSchema,
  formulaListSchema,
  lineCheckSchema,
  methodListSchema,
  partListSchema,
  printedLineSchema,
  type CalculateRequest,
  type CalculateResponse,
  type LineCheck,
  type PrintedLine,
  checkLinesSchema,
  lineChecksSchema,
  type CheckLines,
  type LineChecks,
} from '@zerofab/contracts';
import { LongQuestion } from '../load/long-question.js';
import { AccountingService } from './accounting.service.js';

@ApiTags('accounting')
@ApiBearerAuth()
@Controller('api/v1')
export class AccountingController {
  constructor(private readonly accounting: AccountingService) {}

  @Get('accounting/formulas')
  @Needs('readMethods')
  @ApiOperation({ summary: 'The formula registry: inputs with units and bounds, clause, edition' })
  @ApiResponse({ status: 200, standardSchema: formulaListSchema })
  formulas(): ReturnType<AccountingService['formulas']> {
    return this.accounting.formulas();
  }

  @Get('accounting/methods')
  @Needs('readMethods')
  @ApiOperation({
    summary: 'Methods of accounting, the default first, with every property in which they differ',
  })
  @ApiResponse({ status: 200, standardSchema: methodListSchema })
  methods(): ReturnType<AccountingService['methods']> {
    return this.accounting.methods();
  }

  @Get('accounting/parts')
  @Needs('readMethods')
  @ApiOperation({ summary: 'Standards and sector parts: gases, classes, formulas, tables, defaults' })
  @ApiResponse({ status: 200, standardSchema: partListSchema })
  parts(): ReturnType<AccountingService['parts']> {
    return this.accounting.parts();
  }

  @Post('accounting/calculate')
  @Needs('readMethods')
  @HttpCode(200)
  @ApiOperation({ summary: 'One formula worked out with its trace, by the engine used everywhere' })
  @ApiResponse({ status: 200, standardSchema: calculateResponseSchema })
  calculate(@Body({ schema: calculateRequestSchema }) body: CalculateRequest): CalculateResponse {
    return this.accounting.calculate(body);
  }

  @Post('accounting/check-line')
  @Needs('readMethods')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Does activity × factor give the line a report prints? If not, which factor would',
  })
  @ApiResponse({ status: 200, standardSchema: lineCheckSchema })
  checkLine(@Body({ schema: printedLineSchema }) body: PrintedLine): Promise<LineCheck> {
    return this.accounting.checkLine(body);
  }

  @Post('accounting/check-lines')
  @Needs('readMethods')
  @LongQuestion()
  @HttpCode(200)
  @ApiOperation({ summary: 'Lines of a report checked at once, each by itself' })
  @ApiResponse({ status: 200, standardSchema: lineChecksSchema })
  checkLines(@Body({ schema: checkLinesSchema }) body: CheckLines): Promise<LineChecks> {
    return this.accounting.checkLines(body);
  }
}
