import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  scoreComparisonQuerySchema,
  scoreComparisonSchema,
  scoreHistoryQuerySchema,
  scoreHistorySchema,
  type ScoreComparison,
  type ScoreComparisonQuery,
  type ScoreHistory,
  type ScoreHistoryQuery,
} from '@zerofab/contracts';
import { Asker, Needs, type Principal } from '@zerofab/identity';
import { LongQuestion } from '../load/long-question.js';
import { ScoreComparisonService } from './score-comparison.service.js';
import { ScoreHistoryService } from './score-history.service.js';

@ApiTags('scores')
@ApiBearerAuth()
@Controller('api/v1')
export class ScoreHistoryController {
  constructor(
    private readonly histories: ScoreHistoryService,
    private readonly comparisons: ScoreComparisonService,
  ) {}

  @Get('sites/:site/scores/history')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({
    summary: 'A score by year or by month, each with its own data; unknown where no data are',
  })
  @ApiResponse({ status: 200, standardSchema: scoreHistorySchema })
  history(
    @Param('site') site: string,
    @Query({ schema: scoreHistoryQuerySchema }) query: ScoreHistoryQuery,
  ): Promise<ScoreHistory> {
    return this.histories.scores(site, query, Date.now());
  }

  @Get('organisation/scores')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'Scores of a year of the sites this user may see, the best first' })
  @ApiResponse({ status: 200, standardSchema: scoreComparisonSchema })
  comparison(
    @Query({ schema: scoreComparisonQuerySchema }) query: ScoreComparisonQuery,
    @Asker() asker: Principal,
  ): Promise<ScoreComparison> {
    return this.comparisons.compare(query, asker, Date.now());
  }
}
