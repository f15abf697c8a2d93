import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  parameterListSchema,
  parameterQuerySchema,
  parameterSchema,
  postParameterSchema,
  type Parameter,
  type ParameterQuery,
  type PostParameter,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { ParametersService } from './parameters.service.js';

@ApiTags('site parameters')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/parameters')
export class ParametersController {
  constructor(private readonly parameters: ParametersService) {}

  @Get()
  @Needs('readSite')
  @ApiOperation({ summary: 'Laboratory and supplier values with validity and history' })
  @ApiResponse({ status: 200, standardSchema: parameterListSchema })
  async list(
    @Param('site') site: string,
    @Query({ schema: parameterQuerySchema }) query: ParameterQuery,
  ): Promise<{ items: Parameter[] }> {
    return { items: await this.parameters.list(site, query) };
  }

  @Post()
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({ summary: 'Record a value; a correction names the record it replaces' })
  @ApiResponse({ status: 201, standardSchema: parameterSchema })
  async add(
    @Param('site') site: string,
    @Body({ schema: postParameterSchema }) body: PostParameter,
    @AskedChange() change: ChangeRequest,
  ): Promise<Parameter> {
    return this.parameters.add(site, body, change);
  }
}
