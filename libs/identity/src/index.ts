import { join } from 'node:path';
import { projectRoot } from '@zerofab/platform';

export { AccessGuard, Asker, ForScreens, Needs, SentBy, type GuardedRequest } from './access.guard.js';
export {
  Accounts,
  accountsProvider,
  seesSite,
  type LogIn,
  type NewUser,
  type Principal,
} from './accounts.js';
export { AskedChange, AskedKey } from './asked-change.js';
export { checkPassword } from './password-rules.js';
export { People, type LinkPurpose, type Person } from './people.js';
export { madePassword } from './made-password.js';
export { isOpen, RIGHTS, roleHas, rolesOf, type Right } from './rights.js';
export { loadSecret } from './secrets.js';
export { ScreenLinks, type ScreenLink } from './screen-links.js';
export { Senders, type Sender } from './senders.js';
export { User } from './user.entity.js';

/** Folder of this lib's SQL migrations. */
export const identityMigrations = join(projectRoot(), 'libs/identity/migrations');
