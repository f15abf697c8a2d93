import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationFiguresService } from './organisation-figures.service.js';

/** The roll-up over the sites of an organisation. */
@Module({
  imports: [InventoryModule],
  controllers: [OrganisationController],
  providers: [OrganisationFiguresService],
})
export class OrganisationModule {}
