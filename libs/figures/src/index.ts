export { decimalOf, totalActivity, type ActivityPeriod, shareOf } from './activity/activity.js';
export {
  bindSource,
  registerIds,
  sourceActivityData,
  usesStock,
  type Bound,
  type BoundActivity,
  type BoundMeter,
  type SourceActivityData,
} from './activity/binding.js';
export { bordersWithin, boundarySpan } from './activity/boundary-span.js';
export {
  inventoryRef,
  notCounted,
  toBaseYearChange,
  type RecomputedBaseYear,
} from './boundary/base-year-changes.js';
export { boundaryFindings } from './boundary/boundary-checks.js';
export { boundaryWarnings } from './boundary/boundary-warnings.js';
export { recordStream } from './checks/record-stream.js';
export { doubleCounts, type DoubleCount } from './checks/double-counting.js';
export { parameterDoubt, parameterForbidden, parameterUses } from './checks/plausible-values.js';
export { sourceFindings } from './checks/source-checks.js';
export { earlierFactors } from './domain/dated-factor.js';
export type { GasTerm, SourceFigure } from './domain/figure.js';
export type { ManualRecord, ParameterRecord } from './domain/record.js';
export { sourceDefinition, type EarlierFactor, type SourceDefinition } from './domain/source.js';
export { recordStreams } from './domain/streams.js';
export { energyBetween, generationRegisters, type SignedRegister } from './electricity/own-generation.js';
export { electricityLines } from './electricity/proven.js';
export {
  closureOf,
  isPurchase,
  isWithin,
  purchasePeriods,
  type ElectricitySupply,
  type PurchasePeriod,
} from './electricity/supply.js';
export { energyFlow } from './energy/energy-flow.js';
export { meterEnergy } from './energy/meter-energy.js';
export { allocate, type Allocated } from './intensity/allocation.js';
export { intensityOf, type Amount, type Intensity } from './intensity/intensity.js';
export { limitGap } from './intensity/limit-gap.js';
export { productionTotal, type ProducedPart, type ProductionTotal } from './intensity/production-total.js';
export { productEnergy, siteEnergy } from './intensity/site-energy.js';
export { calibrationOf } from './quality-plan/calibration.js';
export { dataOf, sameDatum, type Datum } from './quality-plan/plan-data.js';
export { bucketGases, bucketTotal, type SeriesPart } from './series/bucket-totals.js';
export { bucketValues } from './series/bucket-values.js';
export { RateTable } from './series/rates.js';
export { bridgeOf } from './site/bridge.js';
export { halfWidthsOf, uncertaintyOfTerms } from './site/inventory-uncertainty.js';
export { inventoryLine, type InventoryLine } from './site/inventory-line.js';
export { inventorySums, sharesOf } from './site/inventory-totals.js';
export { weightInTotal } from './site/method-lines.js';
export { monthMatrix } from './site/months.js';
export { waterfallOf, waterfallSources } from './site/waterfall.js';
export { siteFigures, type SourceResult } from './site/site-figures.js';
export { comparableSpans } from './site/comparable-span.js';
export { comprehensiveEnergyOf } from './site/comprehensive-energy.js';
export { sharesBefore, type CoveredLine } from './site/completeness.js';
export { likeForLike, type LikeForLike } from './site/like-for-like.js';
export { atRate, electricityRate, moversOf } from './site/movers.js';
export { statedInterval } from './site/stated-interval.js';
export { spanFigures, type SpanFigure } from './site/span-figures.js';
export { spanTotals } from './site/span-totals.js';
export { figureContext, gridRegionAt, type SiteFacts } from './source/figure-context.js';
export { siteParameters } from './source/site-parameters.js';
export { activityAgain } from './frozen/activity-again.js';
export { freezeInputs, type FrozenInputs } from './frozen/frozen-inputs.js';
export { thawInputs } from './frozen/thaw.js';
export { isSameVersion, versionDifference, type VersionDifference } from './frozen/version-difference.js';
