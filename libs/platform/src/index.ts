export { ConfigurationError, processEnvironment, readEnvironment, type Environment } from './config/env.js';
export { openDatabase, type Database, type StoreLoad } from './database/database.js';
export { answerBeforeRouting, ProblemFilter } from './http/problem.filter.js';
export { Versioned } from './http/versioned.js';
export { validationPipe } from './http/validation.js';
export { endOnSignals, type Ending } from './process/ending.js';
export { projectRoot } from './project-root.js';
