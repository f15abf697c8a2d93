export { billOf, workOut, type Bill, type WorkedBill } from './bill.js';
export { checkContract } from './check-contract.js';
export type { Contract } from './contract.js';
export { readIntervals } from './intervals.js';
export { shareBill, type UnitCost, type UnitUse } from './share.js';
