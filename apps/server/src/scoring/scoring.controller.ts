import { Needs } from '@zerofab/identity';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  codeSchema,
  evaluateRequestSchema,
  evaluationSchema,
  schemeListSchema,
  schemeSchema,
  type EvaluateRequest,
  type EvaluationAnswer,
  type SchemeDocument,
  type SchemeList,
} from '@zerofab/contracts';
import { ScoringService } from './scoring.service.js';

@ApiTags('scores')
@ApiBearerAuth()
@Controller('api/v1/scoring')
export class ScoringController {
  constructor(private readonly scoring: ScoringService) {}

  @Get('schemes')
  @Needs('readMethods')
  @ApiOperation({
    summary: 'Schemes of evaluation: green factory, zero-carbon factory; years, what is unknown',
  })
  @ApiResponse({ status: 200, standardSchema: schemeListSchema })
  schemes(): Promise<SchemeList> {
    return this.scoring.schemes();
  }

  @Get('schemes/:id')
  @Needs('readMethods')
  @ApiOperation({
    summary: 'One scheme whole: tree, weights, reference values, gates, inputs; every number with its source',
  })
  @ApiResponse({ status: 200, standardSchema: schemeSchema })
  scheme(@Param('id', { schema: codeSchema }) id: string): Promise<SchemeDocument> {
    return this.scoring.scheme(id);
  }

  @Post('evaluate')
  @Needs('readMethods')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'A factory evaluated by a scheme without a site: score and upper bound, every indicator with its trace',
  })
  @ApiResponse({ status: 200, standardSchema: evaluationSchema })
  evaluate(@Body({ schema: evaluateRequestSchema }) body: EvaluateRequest): Promise<EvaluationAnswer> {
    return this.scoring.evaluate(body);
  }
}
