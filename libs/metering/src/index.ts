export { affectedSpan, consumptionBuckets } from './consumption.js';
export { counterSummary, type CounterSummary } from './counter.js';
export {
  gapLimitMs,
  gapShare,
  insideOf,
  isDoubtfulGap,
  isLongGap,
  longGaps,
  OPENING_RUN_MS,
  stretchesAround,
  type LongGap,
  type Stretch,
} from './gap.js';
export { mainRegister } from './main-register.js';
export {
  BUCKET_MS,
  inTimeOrder,
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
