export { dispatch, type Dispatch, type Planned } from './dispatch.js';
export type { LinearModel, Solved } from './linear-model.js';
export type { DispatchTask, Storage } from './task.js';
