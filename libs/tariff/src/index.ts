export { billOf, workOut, type Bill, type WorkedBill } from './bill.js';
export { checkContract } from './check-contract.js';
export type { Contract } from './contract.js';
export { explainInvoice } from './invoice.js';
export type { OtherPrices } from './invoice-cause.js';
export { readIntervals } from './intervals.js';
export { peakMakers, runningDemand, type RunningUse } from './live-demand.js';
export { shareBill, type UnitCost, type UnitUse } from './share.js';
export { compareBasicCharge, shiftHours } from './what-if.js';
