export { balanceLimit, balanceOf, powerNet, type PowerNet } from './balance.js';
export { type Finding } from './belief/findings.js';
export { CEILING, CONTEXT_READINGS } from './belief/limits.js';
export { findingsOf, isPlainRegister } from './belief/judged.js';
export { completenessOf } from './completeness.js';
export { affectedSpan, consumptionBuckets } from './consumption.js';
export {
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
export { durationCurve, loadFigures, type DurationPoint, type LoadStep } from './load.js';
export { mainRegister } from './main-register.js';
export {
  BUCKET_MS,
  inTimeOrder,
  type BeliefTerms,
  type ConsumptionBucket,
  type Decision,
  type RawReading,
  type RegisterSpec,
  type RegisterTerms,
  type TermsFrom,
} from './reading.js';
export {
  isSameTimeline,
  longestInterval,
  specOver,
  termsAt,
  termsBetween,
  timelineOf,
  type RecordedTerms,
  type Timeline,
} from './terms.js';
export { coverageOf, qualityOf, roundedConsumption, totalOf, type ConsumptionSum } from './sums.js';
