import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  codeSchema,
  putSimulationSchema,
  scoreOptionsQuerySchema,
  simulateRequestSchema,
  simulationAnswerSchema,
  simulationListSchema,
  simulationSchema,
  withdrawSimulationSchema,
  type PutSimulation,
  type ScoreOptionsQuery,
  type SimulateRequest,
  type Simulation,
  type SimulationAnswer,
  type SimulationList,
  type WithdrawSimulation,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { SimulationService } from './simulation.service.js';
import { optionsOf } from './site-scores.service.js';

@ApiTags('scores')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/scores')
export class SimulationsController {
  constructor(private readonly simulations: SimulationService) {}

  @Get('simulations')
  @Needs('readSite')
  @ApiOperation({ summary: 'Saved simulations of scores: what might be, apart from what is' })
  @ApiResponse({ status: 200, standardSchema: simulationListSchema })
  list(@Param('site') site: string): Promise<SimulationList> {
    return this.simulations.list(site);
  }

  @Post('simulate')
  @Needs('readSite')
  @HttpCode(200)
  @ApiOperation({ summary: 'A score with changed inputs beside the actual one; nothing is saved' })
  @ApiResponse({ status: 200, standardSchema: simulationAnswerSchema })
  ask(
    @Param('site') site: string,
    @Query({ schema: scoreOptionsQuerySchema }) options: ScoreOptionsQuery,
    @Body({ schema: simulateRequestSchema }) body: SimulateRequest,
  ): Promise<SimulationAnswer> {
    return this.simulations.ask(site, body, optionsOf(options));
  }

  @Get('simulations/:code')
  @Needs('readSite')
  @ApiOperation({ summary: 'A saved simulation beside the actual score, with the data of today' })
  @ApiResponse({ status: 200, standardSchema: simulationAnswerSchema })
  answer(
    @Param('site') site: string,
    @Param('code', { schema: codeSchema }) code: string,
    @Query({ schema: scoreOptionsQuerySchema }) options: ScoreOptionsQuery,
  ): Promise<SimulationAnswer> {
    return this.simulations.answer(site, code, optionsOf(options));
  }

  @Put('simulations/:code')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Save a simulation with a name, or change it' })
  @ApiResponse({ status: 200, standardSchema: simulationSchema })
  put(
    @Param('site') site: string,
    @Param('code', { schema: codeSchema }) code: string,
    @Body({ schema: putSimulationSchema }) body: PutSimulation,
    @AskedChange() change: ChangeRequest,
  ): Promise<Simulation> {
    return this.simulations.put(site, code, body, change);
  }

  @Post('simulations/:code/withdraw')
  @Needs('changeRecords')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw a simulation; it stays in the journal' })
  @ApiResponse({ status: 204 })
  withdraw(
    @Param('site') site: string,
    @Param('code', { schema: codeSchema }) code: string,
    @Body({ schema: withdrawSimulationSchema }) _body: WithdrawSimulation,
    @AskedChange() change: ChangeRequest,
  ): Promise<void> {
    return this.simulations.withdraw(site, code, change);
  }
}
