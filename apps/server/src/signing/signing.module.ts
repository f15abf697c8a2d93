import { Global, Module, type DynamicModule } from '@nestjs/common';
import { SigningController } from './signing.controller.js';
import { SigningKeys } from './signing-keys.js';

/** The installation's signing key. */
@Global()
@Module({ controllers: [SigningController] })
export class SigningModule {
  /** @param folder where the key lies; it is made at the first start */
  static forFolder(folder: string): DynamicModule {
    const keys = {
      provide: SigningKeys,
      useFactory: (): SigningKeys => {
        const own = new SigningKeys(folder);
        own.ensure();
        return own;
      },
    };
    return { module: SigningModule, providers: [keys], exports: [keys] };
  }
}
