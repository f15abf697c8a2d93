import type { LinearModel, Solved } from '../src/linear-model.js';

export declare const solve: (model: LinearModel, timeLimitSeconds: number) => Promise<Solved>;
