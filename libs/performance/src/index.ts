export { leastSquares } from './least-squares.js';
export { regress } from './regression.js';
export { constantShare, rangesOf, savingOf, type Saving } from './saving.js';
export { driverOf } from './terms.js';
export { reasonsAgainst } from './verdict.js';
