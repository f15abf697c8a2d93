import type { Decision, RawReading, RegisterSpec } from '../reading.js';
import { termsAt } from '../terms.js';

/** Whether a person decided anything about one of these readings, or between them. */
export const isDecided = ({ decisions = [] }: RegisterSpec, ordered: readonly RawReading[]): boolean => {
  const [firstMs, lastMs] = [ordered[0]?.atMs, ordered.at(-1)?.atMs];
  if (decisions.length === 0 || firstMs === undefined || lastMs === undefined) return false;
  return decisions.some((one) =>
    one.kind === 'void'
      ? one.fromMs <= lastMs && one.toMs >= firstMs
      : one.atMs >= firstMs && one.atMs <= lastMs,
  );
};

/** Whether an undecided change of unit from before still holds what the register shows at an instant. */
export const isHeld = (spec: RegisterSpec, ms: number): boolean => {
  const { heldSinceMs: since, decisions = [] } = spec;
  if (since === undefined || since > ms || termsAt(spec, since).scale !== termsAt(spec, ms).scale)
    return false;
  return !decisions.some(
    (one) => (one.kind === 'restart' || one.kind === 'accept') && one.atMs >= since && one.atMs <= ms,
  );
};

type Restart = Extract<Decision, { kind: 'restart' }>;

/** Readings as they count by what a person decided: voided ones left out, corrected ones with their other value. */
export const decidedReadings = (
  { decisions = [] }: RegisterSpec,
  readings: readonly RawReading[],
): readonly RawReading[] => {
  if (decisions.length === 0) return readings;
  const voids = decisions.filter((one) => one.kind === 'void');
  const values = new Map(
    decisions.flatMap((one) => (one.kind === 'value' ? [[one.atMs, one.value] as const] : [])),
  );
  return readings
    .filter(({ atMs }) => !voids.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs))
    .map((reading) => ({ ...reading, value: values.get(reading.atMs) ?? reading.value }));
};

/** Instants whose reading a person called true. */
export const acceptedInstants = ({ decisions = [] }: RegisterSpec): ReadonlySet<number> =>
  new Set(decisions.flatMap((one) => (one.kind === 'accept' ? [one.atMs] : [])));

/** Finds the restart that lies in (fromMs, toMs]; of several the last. */
export const restartsOf = ({
  decisions = [],
}: RegisterSpec): ((fromMs: number, toMs: number) => Restart | undefined) => {
  const restarts = decisions
    .filter((one): one is Restart => one.kind === 'restart')
    .toSorted((a, b) => a.atMs - b.atMs);
  return (fromMs, toMs) => restarts.findLast(({ atMs }) => atMs > fromMs && atMs <= toMs);
};
