export { affectedSpan, consumptionBuckets } from './consumption.js';
export { counterSummary, gapLimitMs, type CounterSummary } from './counter.js';
export { mainRegister } from './main-register.js';
export {
  BUCKET_MS,
  type ConsumptionBucket,
  type ConsumptionQuality,
  type RawReading,
  type RegisterSpec,
} from './reading.js';
export {
  coverageOf,
  qualityOf,
  roundedConsumption,
  totalOf,
  type ConsumptionSum,
  type ConsumptionTotal,
} from './sums.js';
