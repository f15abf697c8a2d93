import { Module, type DynamicModule } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { StoreLoadSource } from './store-load.js';

/** Whether the platform can do its work, and how much of it it did. */
@Module({ imports: [LiveModule], controllers: [HealthController], providers: [HealthService] })
export class HealthModule {
  /** @param load what the bounds of the store see now */
  static forStore(load: StoreLoadSource['load']): DynamicModule {
    const source = { provide: StoreLoadSource, useValue: { load } satisfies StoreLoadSource };
    return { module: HealthModule, providers: [source] };
  }
}
