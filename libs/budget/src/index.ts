export { budgetState, type BudgetState } from './budget-state.js';
export { dayGroup, type PastDay } from './day-group.js';
export { budgetPace, linearPace, seasonalPace } from './pace.js';
export { splitDifference, splitYear } from './split.js';
export { neededPerYear, pathProblem, plannedValue, SBTI_RATE, type TargetPath } from './target-path.js';
export { yearEnd, type YearEnd } from './year-end.js';
