import { Module } from '@nestjs/common';
import { InventoryModule } from '@zerofab/inventory';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';

/** What the guided set-up asks beside sites and meters: units, connection, suggestions, check list. */
@Module({ imports: [InventoryModule], controllers: [SetupController], providers: [SetupService] })
export class SetupModule {}
