// HiGHS (MIT, WebAssembly) on a linear model given as rows. Plain JavaScript on purpose: a worker is loaded by Node itself,
// both from the sources (tests) and from the build. Loaded when the first schedule is asked for.
import loadHighs from 'highs';

let loaded;

/** @type {import('./solve.mjs').solve} */
export const solve = async (model, timeLimitSeconds) => {
  loaded ??= loadHighs();
  const highs = await loaded;
  const { lower, upper, cost, integer, rowLower, rowUpper, starts, indices, values } = model;
  const bounded = (list) => list.map((value) => (value === null ? highs.infinity : value));
  const data = {
    numCols: lower.length,
    numRows: rowLower.length,
    colCost: cost,
    colLower: lower,
    colUpper: bounded(upper),
    rowLower: rowLower.map((value) => (value === null ? -highs.infinity : value)),
    rowUpper: bounded(rowUpper),
    matrix: { format: 'csr', numRows: rowLower.length, numCols: lower.length, starts, indices, values },
    ...(integer.some(Boolean) ? { integrality: Int32Array.from(integer, Number) } : {}),
  };
  return highs.withModel(data, (one) => {
    one.options.set({
      output_flag: false,
      time_limit: timeLimitSeconds,
      mip_rel_gap: 1e-6,
      // A binary that is off by a millionth lets 50 W through a limit of 50 MW.
      mip_feasibility_tolerance: 1e-9,
      primal_feasibility_tolerance: 1e-9,
    });
    one.run();
    const states = highs.constants.modelStatus;
    const state = one.getModelStatus();
    if (state === states.optimal) return { state: 'optimal', values: [...one.getSolution().colValue] };
    if (state === states.infeasible || state === states.unboundedOrInfeasible)
      return { state: 'infeasible', values: [] };
    return { state: state === states.timeLimit ? 'timeLimit' : 'failed', values: [] };
  });
};
