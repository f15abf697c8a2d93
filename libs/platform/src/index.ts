export {
  ConfigurationError,
  environmentSchema,
  processEnvironment,
  readEnvironment,
  type Environment,
} from './config/env.js';
export { openDatabase, type Database, type DatabaseParts, type StoreLoad } from './database/database.js';
export { invalid, notFound, ProblemError } from './errors.js';
export { answerBeforeRouting, ProblemFilter } from './http/problem.filter.js';
export { validationPipe } from './http/validation.js';
export { loadSecret } from './auth/secrets.js';
export { Accounts, accountsProvider, seesSite, type NewUser, type Principal } from './auth/accounts.js';
export { AccessGuard, Allow, Asker, Open } from './auth/access.guard.js';
export { User } from './auth/user.entity.js';
export { endOnSignals, type Ending } from './process/ending.js';
export { projectRoot } from './project-root.js';
