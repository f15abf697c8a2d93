import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  codeSchema,
  putSourceSchema,
  sourceListSchema,
  sourceSchema,
  type PutSource,
  type Source,
} from '@zerofab/contracts';
import { Allow, AskedChange } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { SourcesService } from './sources.service.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  @Get('sources')
  @ApiOperation({ summary: 'Emission sources' })
  @ApiResponse({ status: 200, standardSchema: sourceListSchema })
  async listSources(@Param('site') site: string): Promise<{ items: Source[] }> {
    return { items: await this.sources.list(site) };
  }

  @Get('sources/:source')
  @Versioned()
  @ApiOperation({ summary: 'One emission source; its version goes out as ETag too' })
  @ApiResponse({ status: 200, standardSchema: sourceSchema })
  async source(@Param('site') site: string, @Param('source') source: string): Promise<Source> {
    return this.sources.get(site, source);
  }

  @Put('sources/:source')
  @Versioned()
  @Allow('admin', 'energy_manager')
  @ApiOperation({ summary: 'Create an emission source, or a new version of it' })
  @ApiResponse({ status: 200, standardSchema: sourceSchema })
  async putSource(
    @Param('site') site: string,
    @Param('source', { schema: codeSchema }) source: string,
    @Body({ schema: putSourceSchema }) body: PutSource,
    @AskedChange() change: ChangeRequest,
  ): Promise<Source> {
    return this.sources.put(site, source, body, change);
  }
}
