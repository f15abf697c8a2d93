export { BAND_LABELS, BANDS, type Band } from './bands.js';
export { LANGUAGES, type Bilingual, type Labels, type Language } from './bilingual.js';
export { CARRIERS, CARRIER_LABELS, type Carrier } from './carriers.js';
export {
  ELECTRICITY_ATTRIBUTES,
  ELECTRICITY_ATTRIBUTE_LABELS,
  GRID_FACTOR_RULES,
  PROOF_KINDS,
  type ElectricityAttribute,
  type GridFactorRule,
  type ProofKind,
} from './electricity.js';
export { countsAsCo2, GWP_SETS, type GwpSet } from './gases.js';
export {
  DATA_GRADES,
  QUALITIES,
  QUALITY_CODE,
  QUALITY_LABELS,
  worseQuality,
  worstQuality,
  type DataGrade,
  type Quality,
} from './quality.js';
export { methodSlug, nationalEdition } from './national-edition.js';
export {
  PERIOD_POINTS,
  PERIOD_STATE_LABELS,
  PERIOD_STATES,
  RESTATEMENT_STATE_LABELS,
  RESTATEMENT_STATES,
  type PeriodPoint,
  type PeriodState,
  type RestatementState,
} from './periods.js';
export { METER_STATES, REGISTER_KINDS, type MeterState, type RegisterKind } from './registers.js';
export { INDUSTRY_DIVISIONS, industryDivision, type IndustryDivision } from './industries.js';
export {
  CHECK_STEPS,
  SITE_UNIT_KINDS,
  SITE_UNIT_LABELS,
  type CheckStep,
  type SiteUnitKind,
} from './setup.js';
export { usualRegister, type UsualRegister } from './usual-registers.js';
export { ROLE_LABELS, ROLES, type Role } from './roles.js';
export { compareRungs, RUNG_LABELS, RUNGS, weakestOf, type Rung } from './rungs.js';
export {
  ACTIVITY_KINDS,
  BOUNDARY_SYSTEMS,
  BOUNDARY_SYSTEM_LABELS,
  burnsFuel,
  METHOD_SCOPE_LABELS,
  METHOD_SCOPES,
  SCOPE_LABELS,
  SCOPES,
  scopeOf,
  SOURCE_CATEGORIES,
  SOURCE_CATEGORY_LABELS,
  STOCK_STREAMS,
  type ActivityKind,
  type BoundarySystem,
  type MethodScope,
  type NamedSource,
  type Scope,
  type SourceCategory,
  type StockStream,
  isDriven,
  takesFuel,
} from './source-classes.js';
export { TRACE_ORIGINS, TRACE_ORIGIN_LABELS, type Figure, type Trace, type TraceInput } from './trace.js';
export {
  FACTOR_CHOICE_LABELS,
  FACTOR_CHOICES,
  FACTOR_ROLES,
  type FactorChoiceMade,
  type FactorRole,
  type UsedFactor,
} from './used-factor.js';
export {
  ALLOCATIONS,
  ALLOCATION_LABELS,
  COAL_CONVENTIONS,
  COAL_CONVENTION_LABELS,
  isState,
  LIMIT_LEVELS,
  LIMIT_LEVEL_LABELS,
  PRODUCTION_MEASURES,
  PRODUCTION_MEASURE_LABELS,
  PRODUCTION_UNITS,
  type Allocation,
  type CoalConvention,
  type LimitLevel,
  type ProductionMeasure,
} from './production.js';
export {
  problemEntry,
  PROBLEMS,
  type ProblemCode,
  type ProblemEntry,
  type ProblemKind,
} from './problem-codes.js';
export {
  RefusedError,
  refusalOf,
  refusalOfAll,
  refused,
  refusedField,
  type FieldRefusal,
  type Refusal,
} from './refusal.js';
export { BUCKETS, MAX_YEAR, MIN_YEAR, type BucketSize } from './time.js';
export { CONFIDENCES, CONFIDENCE_LABELS, confidenceLabel, type Confidence } from './confidence.js';
export {
  DOUBT_LABELS,
  DOUBTS,
  PROPOSALS,
  REGISTER_EVENT_LABELS,
  REGISTER_EVENTS,
  type Doubt,
  type FindingReason,
  type Proposal,
  type RegisterEventKind,
} from './findings.js';
export {
  ASSURANCE_LABELS,
  ASSURANCE_LEVELS,
  CHECK_RESULT_LABELS,
  CHECK_RESULTS,
  DATUM_KIND_LABELS,
  DATUM_KINDS,
  ENGAGEMENT_STATE_LABELS,
  ENGAGEMENT_STATES,
  FINDING_SEVERITIES,
  FINDING_SEVERITY_LABELS,
  FINDING_STATE_LABELS,
  FINDING_STATES,
  OPINION_LABELS,
  OPINIONS,
  RISK_PART_LABELS,
  RISK_PARTS,
  type AssuranceLevel,
  type CheckResult,
  type DatumKind,
  type EngagementState,
  type FindingSeverity,
  type FindingState,
  type Opinion,
  type RiskPart,
} from './verification.js';
