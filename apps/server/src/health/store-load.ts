import type { StoreLoad } from '@zerofab/platform';

/** What the bounds of the store see now. */
export abstract class StoreLoadSource {
  abstract readonly load: () => StoreLoad;
}
