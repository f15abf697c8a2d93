import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { SitesController } from './sites.controller.js';
import { SitesService } from './sites.service.js';

/** Sites, their meters, registers and the logins of meters. */
@Module({ imports: [InventoryModule], controllers: [SitesController], providers: [SitesService] })
export class SitesModule {}
