export { billOf, workOut, type Bill, type BillLine, type BillState, type WorkedBill } from './bill.js';
export { checkContract } from './check-contract.js';
export { POWER_FACTOR_STANDARDS, type BandRule, type Contract, type ContractLine } from './contract.js';
export { readIntervals, type GivenInterval, type MonthIntervals } from './intervals.js';
export { shareBill, type SharedBill, type UnitCost, type UnitUse } from './share.js';
export { compareBasicCharge, shiftHours, type BasicCharge, type ChargeWay, type Hours } from './what-if.js';
