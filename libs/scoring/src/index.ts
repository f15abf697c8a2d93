export type { CentreFacts } from './centre/facts.js';
export { liveCount, liveTests, type FunctionVerdict } from './centre/functions.js';
export { evaluate } from './evaluate.js';
export type { GivenInput } from './given.js';
export { inputNamesOf, nameOf, type AcceptedInput } from './input-names.js';
export type { Evaluation } from './result.js';
export { indicatorsOf, sourceOf } from './scheme-walk.js';
export type { Scheme } from './scheme.js';
export { schemeById, schemes } from './schemes.js';
