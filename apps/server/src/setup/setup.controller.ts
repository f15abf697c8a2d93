import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  checklistSchema,
  connectionSchema,
  gridRegionListSchema,
  putUnitsSchema,
  refusedLoginsSchema,
  sourceSuggestionsSchema,
  unitListSchema,
  type Checklist,
  type Connection,
  type GridRegionList,
  type PutUnits,
  type RefusedLogins,
  type SourceSuggestions,
  type UnitList,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { LongQuestion } from '../load/long-question.js';
import { SetupService } from './setup.service.js';

@ApiTags('sites and meters')
@ApiBearerAuth()
@Controller('api/v1')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get('grid-regions')
  @Needs('readMethods')
  @ApiOperation({ summary: 'Regions that a site’s gridRegion may name, and whether they have a factor' })
  @ApiResponse({ status: 200, standardSchema: gridRegionListSchema })
  gridRegions(): GridRegionList {
    return this.setup.gridRegions();
  }

  @Get('sites/:site/units')
  @Needs('readSite')
  @Versioned()
  @ApiOperation({ summary: 'Units of a site: plant, workshops, lines' })
  @ApiResponse({ status: 200, standardSchema: unitListSchema })
  async units(@Param('site') site: string): Promise<UnitList> {
    return this.setup.units(site);
  }

  @Put('sites/:site/units')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Set the units of a site, all at once' })
  @ApiResponse({ status: 200, standardSchema: unitListSchema })
  async putUnits(
    @Param('site') site: string,
    @Body({ schema: putUnitsSchema }) body: PutUnits,
    @AskedChange() change: ChangeRequest,
  ): Promise<UnitList> {
    return this.setup.putUnits(site, body, change);
  }

  @Get('sites/:site/connection')
  @Needs('readSite')
  @ApiOperation({ summary: 'Where the meters of this site publish to' })
  @ApiResponse({ status: 200, standardSchema: connectionSchema })
  async connection(@Param('site') site: string): Promise<Connection> {
    return this.setup.connection(site);
  }

  @Get('sites/:site/refused-logins')
  @Needs('readReadings')
  @ApiOperation({ summary: 'Logins of meters that the embedded broker did not let in lately' })
  @ApiResponse({ status: 200, standardSchema: refusedLoginsSchema })
  async refusedLogins(@Param('site') site: string): Promise<RefusedLogins> {
    return this.setup.refusedLogins(site);
  }

  @Get('sites/:site/source-suggestions')
  @Needs('readSite')
  @ApiOperation({ summary: 'Sources that the meters and the industry of the site suggest' })
  @ApiResponse({ status: 200, standardSchema: sourceSuggestionsSchema })
  async suggestions(@Param('site') site: string): Promise<SourceSuggestions> {
    return this.setup.suggestions(site);
  }

  @Get('sites/:site/checklist')
  @Needs('readSite')
  @LongQuestion()
  @ApiOperation({ summary: 'What a correct inventory of the site takes, and what is still missing' })
  @ApiResponse({ status: 200, standardSchema: checklistSchema })
  async checklist(@Param('site') site: string): Promise<Checklist> {
    return this.setup.checklist(site);
  }
}
