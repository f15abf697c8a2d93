/** Energy of one stretch of time. */
export interface LoadStep {
  readonly startMs: number;
  readonly hours: number;
  /** null: not known, or known in part only. */
  readonly kwh: number | null;
  /** The plant rests: a weekend or a public holiday. */
  readonly resting: boolean;
}

/** Power, kW, and the share of the known time in which it is reached or exceeded. */
export interface DurationPoint {
  readonly kw: number;
  readonly share: number;
}

/** What a load curve says of a span. All powers are means of a step, kW; null where nothing is known. */
interface LoadFigures {
  readonly peak: { readonly kw: number; readonly startMs: number } | null;
  readonly mean: number | null;
  /** Base load 基荷. */
  readonly base: number | null;
  /** Idle load 空载: mean of the resting time. */
  readonly idle: number | null;
  readonly knownHours: number;
}

/** Base load is what the load reaches or exceeds in this share of the known time. Ours. */
const BASE_SHARE = 0.95;
/** Shares are sums of fractions: what differs by less is the same. */
const SAME = 1e-9;

interface KnownStep extends LoadStep {
  readonly kwh: number;
}
const isKnown = (step: LoadStep): step is KnownStep => step.kwh !== null && step.hours > 0;
const powerOf = ({ kwh, hours }: KnownStep): number => kwh / hours;
const hoursOf = (steps: readonly LoadStep[]): number => steps.reduce((sum, { hours }) => sum + hours, 0);
const meanOf = (steps: readonly KnownStep[]): number | null =>
  steps.length === 0 ? null : steps.reduce((sum, { kwh }) => sum + kwh, 0) / hoursOf(steps);

/** The load duration curve: steps by power, the highest first, each with the share of the known time up to its end. */
export const durationCurve = (steps: readonly LoadStep[]): DurationPoint[] => {
  const known = steps.filter(isKnown).toSorted((a, b) => powerOf(b) - powerOf(a));
  const whole = hoursOf(known);
  let hours = 0;
  return known.map((step) => {
    hours += step.hours;
    return { kw: powerOf(step), share: hours / whole };
  });
};

/** Peak, mean, base and idle load over steps of any length. What is not known counts nowhere. */
export const loadFigures = (steps: readonly LoadStep[]): LoadFigures => {
  const known = steps.filter(isKnown);
  const highest = known.reduce<KnownStep | null>(
    (best, step) => (best === null || powerOf(step) > powerOf(best) ? step : best),
    null,
  );
  return {
    peak: highest === null ? null : { kw: powerOf(highest), startMs: highest.startMs },
    mean: meanOf(known),
    base: durationCurve(steps).find(({ share }) => share >= BASE_SHARE - SAME)?.kw ?? null,
    idle: meanOf(known.filter(({ resting }) => resting)),
    knownHours: hoursOf(known),
  };
};
