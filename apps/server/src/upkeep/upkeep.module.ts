import { Module, type DynamicModule } from '@nestjs/common';
import { UpkeepOptions, UpkeepService } from './upkeep.service.js';

/** The work that goes on by itself. */
@Module({ providers: [UpkeepService] })
export class UpkeepModule {
  /** @param embedded the store has no workers of its own: its policies run here */
  static forStore(embedded: boolean): DynamicModule {
    const options = { provide: UpkeepOptions, useValue: { embedded } satisfies UpkeepOptions };
    return { module: UpkeepModule, providers: [options] };
  }
}
