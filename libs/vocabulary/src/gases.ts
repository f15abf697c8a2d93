/** Sets of global warming potentials: IPCC second, fourth, fifth and sixth assessment report. */
export const GWP_SETS = ['SAR', 'AR4', 'AR5', 'AR6'] as const;
export type GwpSet = (typeof GWP_SETS)[number];

const CO2 = new Set(['CO2', 'CO2-biogenic', 'CO2e']);

/** Whether a gas counts one to one: CO2, biogenic CO2, and figures that come as CO2e. */
export const countsAsCo2 = (gas: string): boolean => CO2.has(gas);
