import { AskedChange, ForScreens, Needs } from '@zerofab/identity';
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  centreFunctionsSchema,
  codeSchema,
  inputNameSchema,
  putScoringInputSchema,
  scoringInputSchema,
  siteScoreQuerySchema,
  siteScoreSchema,
  yearParamSchema,
  type CentreFunctions,
  type PutScoringInput,
  type ScoringInputAnswer,
  type SiteScore,
  type SiteScoreQuery,
} from '@zerofab/contracts';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { LongQuestion } from '../load/long-question.js';
import { SiteScoresService } from './site-scores.service.js';

@ApiTags('scores')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/scores')
export class SiteScoresController {
  constructor(private readonly scores: SiteScoresService) {}

  @Get('green-factory')
  @Needs('readSite')
  @ForScreens()
  @ApiOperation({
    summary: 'Green factory score of a year: every indicator with value, source, points and trace',
  })
  @ApiResponse({ status: 200, standardSchema: siteScoreSchema })
  greenFactory(
    @Param('site') site: string,
    @Query({ schema: siteScoreQuerySchema }) query: SiteScoreQuery,
  ): Promise<SiteScore> {
    return this.scores.score(site, 'greenFactory', query);
  }

  @Get('zero-carbon')
  @Needs('readSite')
  @ForScreens()
  @ApiOperation({
    summary: 'Zero-carbon factory of a year: eligibility, core indicators under both conventions, six paths',
  })
  @ApiResponse({ status: 200, standardSchema: siteScoreSchema })
  zeroCarbon(
    @Param('site') site: string,
    @Query({ schema: siteScoreQuerySchema }) query: SiteScoreQuery,
  ): Promise<SiteScore> {
    return this.scores.score(site, 'zeroCarbon', query);
  }

  @Get('centre-functions')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary:
      'Live tests of the functions of the energy-carbon centre: live or not, why, and where it is mended',
  })
  @ApiResponse({ status: 200, standardSchema: centreFunctionsSchema })
  functions(@Param('site') site: string): Promise<CentreFunctions> {
    return this.scores.functions(site);
  }

  @Put('inputs/:scheme/:year/:name')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({
    summary: 'Tell an input of a score, an answer to a gate or a status of the check list, with evidence',
  })
  @ApiResponse({ status: 200, standardSchema: scoringInputSchema })
  put(
    @Param('site') site: string,
    @Param('scheme', { schema: codeSchema }) scheme: string,
    @Param('year', { schema: yearParamSchema }) year: number,
    @Param('name', { schema: inputNameSchema }) name: string,
    @Body({ schema: putScoringInputSchema }) body: PutScoringInput,
    @AskedChange() change: ChangeRequest,
  ): Promise<ScoringInputAnswer> {
    return this.scores.put(site, { scheme, year, name }, body, change);
  }
}
