import { Module } from '@nestjs/common';
import { ReadingsController } from './readings.controller.js';
import { ReadingsService } from './readings.service.js';

/** What meters sent: readings, consumption, gaps, conflicts and what was rejected. */
@Module({ controllers: [ReadingsController], providers: [ReadingsService] })
export class ReadingsModule {}
