import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  organisationInventorySchema,
  organisationQuerySchema,
  type OrganisationInventory,
  type OrganisationQuery,
} from '@zerofab/contracts';
import { Asker, type Principal } from '@zerofab/identity';
import { LongQuestion } from '../load/long-question.js';
import { OrganisationFiguresService } from './organisation-figures.service.js';

@ApiTags('sources and inventory')
@ApiBearerAuth()
@Controller('api/v1/organisation')
export class OrganisationController {
  constructor(private readonly figures: OrganisationFiguresService) {}

  @Get('inventory')
  @LongQuestion()
  @ApiOperation({ summary: 'Inventories of the sites this user may see, and their sum' })
  @ApiResponse({ status: 200, standardSchema: organisationInventorySchema })
  async inventory(
    @Query({ schema: organisationQuerySchema }) query: OrganisationQuery,
    @Asker() asker: Principal,
  ): Promise<OrganisationInventory> {
    return this.figures.inventory(query, asker);
  }
}
