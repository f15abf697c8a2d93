import { Global, Module, type DynamicModule } from '@nestjs/common';
import { accountsProvider, People, ScreenLinks } from '@zerofab/identity';
import { DEMO_PASSWORD } from '../demo/public-password.js';
import { AuthController } from './auth.controller.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { ScreenLinksController } from './screen-links.controller.js';

/** Accounts, sessions and log-in; every module may ask who somebody is. */
@Global()
@Module({
  controllers: [AuthController, PeopleController, ScreenLinksController],
  providers: [People, PeopleService, ScreenLinks],
  exports: [ScreenLinks],
})
export class AuthModule {
  /**
   * @param dataDir the key that signs tokens lies there
   * @param demo false: the public password of the demo opens nothing
   */
  static forData(dataDir: string, demo: boolean): DynamicModule {
    const accounts = accountsProvider(
      dataDir,
      (password) => !demo && password.toLowerCase() === DEMO_PASSWORD,
    );
    return { module: AuthModule, providers: [accounts], exports: [accounts] };
  }
}
