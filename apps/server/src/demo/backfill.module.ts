import { Module } from '@nestjs/common';
import { BackfillProgress } from './backfill-progress.js';

/** How far the history of the simulated meters has come. */
@Module({ providers: [BackfillProgress], exports: [BackfillProgress] })
export class BackfillModule {}
