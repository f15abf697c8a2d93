export {
  decimalOf,
  totalActivity,
  type Activity,
  type ActivityPeriod,
  shareOf,
} from './activity/activity.js';
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
  type BaseYearInventory,
  type RecomputedBaseYear,
} from './boundary/base-year-changes.js';
export { boundaryFindings } from './boundary/boundary-checks.js';
export { boundaryWarnings } from './boundary/boundary-warnings.js';
export { recordStream } from './checks/record-stream.js';
export { sourceFindings } from './checks/source-checks.js';
export type { BoundaryChange, BoundaryContent, FixedBaseYear } from './domain/boundary.js';
export type {
  Bridge,
  CalculationPart,
  GasLine,
  GasTerm,
  SourceEnergy,
  SourceFigure,
} from './domain/figure.js';
export type { PlannedDatum } from './domain/plan.js';
export type { ManualRecord, MeterInfo, ParameterRecord, RegisterInfo } from './domain/record.js';
export {
  sourceDefinition,
  type ActivityBinding,
  type Calculation,
  type FactorChoice,
  type FactorStep,
  type InputBinding,
  type SourceContent,
  type SourceDefinition,
} from './domain/source.js';
export { pathOf, recordStreams, streamsOf, type RecordStream } from './domain/streams.js';
export {
  energyBetween,
  generationRegisters,
  type SignedRegister,
  type SumsByRegister,
} from './electricity/own-generation.js';
export { electricityLines, type ElectricityLine } from './electricity/proven.js';
export {
  closureOf,
  isPurchase,
  isWithin,
  purchasePeriods,
  type ElectricitySupply,
  type PurchasePeriod,
} from './electricity/supply.js';
export { activityBasis } from './quality-plan/activity-basis.js';
export { calibrationOf } from './quality-plan/calibration.js';
export { dataOf, sameDatum, type Datum } from './quality-plan/plan-data.js';
export { bucketTotal, type SeriesPart } from './series/bucket-totals.js';
export { bucketValues } from './series/bucket-values.js';
export { RateTable } from './series/rates.js';
export { bridgeOf } from './site/bridge.js';
export { halfWidthsOf, uncertaintyOfTerms, type UncertaintyInterval } from './site/inventory-uncertainty.js';
export { inventorySums, sharesOf, type InventorySums } from './site/inventory-totals.js';
export { crossCheckOf, qualityOfLine } from './site/line-quality.js';
export { weightInTotal } from './site/method-lines.js';
export { monthMatrix } from './site/months.js';
export { siteFigures, type SourceResult } from './site/site-figures.js';
export { spanTotals, type SpanTotals } from './site/span-totals.js';
export { chooseFactors } from './source/choose-factors.js';
export { figureContext, type FigureContext, type SiteFacts } from './source/figure-context.js';
export { siteParameters, type SiteParameters } from './source/site-parameters.js';
export { sourceFigure } from './source/source-figure.js';
