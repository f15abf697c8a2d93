import { Module } from '@nestjs/common';
import { SitesController } from './sites.controller.js';
import { SitesService } from './sites.service.js';

/** Sites, their meters, registers and the logins of meters. */
@Module({ controllers: [SitesController], providers: [SitesService] })
export class SitesModule {}
