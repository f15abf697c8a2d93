import { Global, Module, type DynamicModule } from '@nestjs/common';
import { accountsProvider } from '@zerofab/identity';
import { AuthController } from './auth.controller.js';

/** Accounts, sessions and log-in; every module may ask who somebody is. */
@Global()
@Module({ controllers: [AuthController] })
export class AuthModule {
  /** @param dataDir the key that signs tokens lies there */
  static forData(dataDir: string): DynamicModule {
    const accounts = accountsProvider(dataDir);
    return { module: AuthModule, providers: [accounts], exports: [accounts] };
  }
}
