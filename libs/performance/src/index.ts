export { leastSquares } from './least-squares.js';
export { regress, type Coefficient, type Regression } from './regression.js';
export { constantShare, rangesOf, savingOf, type Saving, type SavingPoint } from './saving.js';
export { driverOf, type Row, type Term } from './terms.js';
export { CRITERIA, FREQUENCIES, reasonsAgainst, type Frequency, type Reason, type Sign } from './verdict.js';
