import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';

/** Emission sources. */
@Module({ imports: [InventoryModule], controllers: [SourcesController], providers: [SourcesService] })
export class SourcesModule {}
