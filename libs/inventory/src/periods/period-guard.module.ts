import { Global, Module } from '@nestjs/common';
import { CHANGE_GUARDS } from '@zerofab/records';
import { PeriodGuard } from './period-guard.js';

/** The guard of periods for the one journal: wherever figures are, their periods are guarded. */
@Global()
@Module({
  providers: [
    PeriodGuard,
    { provide: CHANGE_GUARDS, useFactory: (guard: PeriodGuard) => [guard], inject: [PeriodGuard] },
  ],
  exports: [CHANGE_GUARDS],
})
export class PeriodGuardModule {}
