import { Module } from '@nestjs/common';
import { MeterImportController } from './meter-import.controller.js';
import { MeterImportService } from './meter-import.service.js';

/** Lists of meters from spreadsheets. */
@Module({ controllers: [MeterImportController], providers: [MeterImportService] })
export class MeterImportModule {}
