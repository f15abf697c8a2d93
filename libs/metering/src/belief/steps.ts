import { inTimeOrder, type RawReading, type RegisterSpec } from '../reading.js';
import { constantTerms, termsAt } from '../terms.js';
import { passesReset } from './daily.js';
import { acceptedInstants, decidedReadings, isDecided, isHeld, restartsOf } from './decided.js';
import { findingOf, type Finding } from './findings.js';
import { glitchesOf, type Fixed } from './glitches.js';
import { LOOK_READINGS, pointOf, type Point } from './limits.js';
import { isUnusual } from './rises.js';
import { verdictOf } from './verdicts.js';

/** What a counter rose by over a time. */
interface CounterStep {
  readonly fromMs: number;
  readonly toMs: number;
  /** In units of consumption before the multiplier; undefined: not known, or not believed. */
  readonly rise: number | undefined;
}

/** The steps of a counter that count, and what was found on the way. */
export interface CounterSteps {
  readonly steps: readonly CounterStep[];
  readonly findings: readonly Finding[];
}

/** Whether readings in time order only rise, and nowhere unusually: then they count as they stand. */
export const isPlain = (spec: RegisterSpec, ordered: readonly RawReading[]): boolean => {
  if (isDecided(spec, ordered) || spec.net === true || spec.heldSinceMs !== undefined) return false;
  if ((spec.dailyReset ?? null) !== null) return false;
  const scaled = constantTerms(spec) === undefined;
  let before: RawReading | undefined;
  for (const reading of ordered) {
    if (before !== undefined) {
      if (!scaled && reading.value < before.value) return false;
      const [from, to] = [quickPoint(spec, before, scaled), quickPoint(spec, reading, scaled)];
      if (to.value < from.value || isUnusual(spec, from, to)) return false;
    }
    before = reading;
  }
  return true;
};

/** A point without the look at its digits: it is rather called unusual than not. */
const quickPoint = (spec: RegisterSpec, raw: RawReading, scaled: boolean): Point => {
  const scale = scaled ? termsAt(spec, raw.atMs).scale : (spec.scale ?? 1);
  return { atMs: raw.atMs, value: raw.value * scale, resolution: 0, raw };
};

const plainSteps = (spec: RegisterSpec, ordered: readonly RawReading[]): CounterStep[] => {
  const constant = constantTerms(spec);
  const valueOf = ({ atMs, value }: RawReading): number => value * (constant ?? termsAt(spec, atMs)).scale;
  return ordered.slice(1).map((after, index) => {
    const before = ordered[index] ?? after;
    return { fromMs: before.atMs, toMs: after.atMs, rise: valueOf(after) - valueOf(before) };
  });
};

/**
 * The steps of a counter that can be true: wraps that are physically possible, glitches left out, so that the sum
 * stays last − first; a fall, a jump and a change of unit count as nothing until a person decides. A verdict rests on
 * the readings within `CONTEXT_READINGS` of it alone. See docs/methodology.md, 1.1.
 */
export const counterSteps = (spec: RegisterSpec, readings: readonly RawReading[]): CounterSteps => {
  const ordered = inTimeOrder(readings);
  if (isPlain(spec, ordered)) return { steps: plainSteps(spec, ordered), findings: [] };
  return new Judge(spec, decidedReadings(spec, ordered)).steps();
};

/** Judges the steps of readings that are not plain. */
class Judge {
  private readonly points: readonly Point[];
  private readonly accepted: ReadonlySet<number>;
  private readonly restartIn: ReturnType<typeof restartsOf>;
  private readonly findings: Finding[] = [];
  private held: boolean;

  constructor(
    private readonly spec: RegisterSpec,
    decided: readonly RawReading[],
  ) {
    this.points = decided.map((raw) => pointOf(spec, raw));
    this.accepted = acceptedInstants(spec);
    this.restartIn = restartsOf(spec);
    this.held = isHeld(spec, decided[0]?.atMs ?? 0);
  }

  steps(): CounterSteps {
    const places = this.keptPlaces();
    const kept = places.flatMap((place) => this.points[place] ?? []);
    const steps: CounterStep[] = [];
    for (let index = 1; index < kept.length; index += 1) {
      const [before, after] = [kept[index - 1], kept[index]];
      if (before === undefined || after === undefined) continue;
      const restart = this.restartIn(before.atMs, after.atMs);
      const lost = (places[index] ?? 0) - (places[index - 1] ?? 0) > LOOK_READINGS;
      if (restart !== undefined) steps.push(...this.restarted(restart, before, after));
      else if (!lost) steps.push(this.judged(kept, index, before, after));
    }
    return { steps, findings: this.findings.toSorted((a, b) => a.atMs - b.atMs) };
  }

  /** Positions of the readings that the counter stood at. */
  private keptPlaces(): number[] {
    const { points } = this;
    const all = points.map((_, place) => place);
    if (this.spec.net === true) return all;
    const fixed: Fixed = {
      isBorder: (index) => this.isBorder(points[index - 1], points[index]),
      isTrue: (index) => this.accepted.has(points[index]?.atMs ?? Number.NaN),
    };
    const aside = new Set<number>();
    for (const { kind, first, last } of glitchesOf(this.spec, points, fixed)) {
      for (let place = first; place <= last; place += 1) aside.add(place);
      const [before, from, to] = [points[first - 1], points[first], points[last]];
      if (from === undefined || before === undefined) continue;
      const amount = Math.abs(from.value - before.value) * termsAt(this.spec, before.atMs).multiplier;
      this.findings.push(findingOf(kind, before.raw, from.raw, amount, to?.atMs));
    }
    return all.filter((place) => !aside.has(place));
  }

  private isBorder(before: Point | undefined, after: Point | undefined): boolean {
    if (before === undefined || after === undefined) return false;
    const { dailyReset } = this.spec;
    return (
      this.restartIn(before.atMs, after.atMs) !== undefined ||
      (dailyReset !== undefined && dailyReset !== null && passesReset(dailyReset, before, after))
    );
  }

  private judged(kept: readonly Point[], index: number, before: Point, after: Point): CounterStep {
    const { reason, amount = 0, rise, sinceMs } = verdictOf(this.spec, kept, index, this.accepted);
    const { multiplier, scale } = termsAt(this.spec, before.atMs);
    if (reason !== undefined)
      this.findings.push(findingOf(reason, before.raw, after.raw, amount * multiplier));
    if (reason === 'unit-step') this.held = after.value > before.value;
    else if (this.accepted.has(after.atMs) || termsAt(this.spec, after.atMs).scale !== scale)
      this.held = false;
    return { fromMs: sinceMs ?? before.atMs, toMs: after.atMs, rise: this.held ? undefined : rise };
  }

  /** What was used around a restart: until it, where the closing reading is known, and since. */
  private restarted(
    restart: NonNullable<ReturnType<typeof this.restartIn>>,
    before: Point,
    after: Point,
  ): CounterStep[] {
    this.held = false;
    const { scale } = termsAt(this.spec, restart.atMs);
    const since = after.value - restart.opening * scale;
    const until = restart.closing === null ? null : restart.closing * scale - before.value;
    const step = (fromMs: number, toMs: number, rise: number): CounterStep => ({
      fromMs,
      toMs,
      rise: rise < 0 ? undefined : rise,
    });
    if (until === null) return [step(before.atMs, after.atMs, since)];
    if (restart.atMs === after.atMs)
      return [step(before.atMs, after.atMs, since < 0 || until < 0 ? -1 : since + until)];
    return [step(before.atMs, restart.atMs, until), step(restart.atMs, after.atMs, since)];
  }
}
