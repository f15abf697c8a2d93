export { dispatch, type CannotHold, type Dispatch, type Planned } from './dispatch.js';
export type { LinearModel, Solve, Solved } from './linear-model.js';
export type { DispatchTask, Job, Storage } from './task.js';
