import {
  BUCKET_MS,
  CONTEXT_READINGS,
  findingsOf,
  type Finding,
  type RawReading,
  type RegisterSpec,
} from '@zerofab/metering';

const DAY_MS = 86_400_000;
/** Verdicts rest on nothing further away: three times the sight of one step. */
export const REACH_MS = 93 * DAY_MS;

interface Stretch {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** What was found around a stretch, and the stretch whose consumption is another because of it. */
export interface ChangedFindings {
  /** Where `found` replaces what was known. */
  readonly judged: Stretch;
  readonly found: readonly Finding[];
  /** Found and not known before, or the other way round. */
  readonly changed: readonly Finding[];
  /** Whole quarter hours, the end excluded. */
  readonly work: Stretch;
}

const keyOf = (finding: Finding): string =>
  [finding.reason, finding.atMs, finding.fromMs, finding.untilMs, finding.amount].join(' ');

/** The stretch around `core` of which the readings given tell all: its verdicts have their whole context. */
const judgedAround = (core: Stretch, readings: readonly RawReading[]): Stretch => {
  const before = readings.filter(({ atMs }) => atMs < core.firstMs);
  const after = readings.filter(({ atMs }) => atMs > core.lastMs);
  const firstMs = before.at(-CONTEXT_READINGS)?.atMs ?? Number.NEGATIVE_INFINITY;
  const lastMs = after[CONTEXT_READINGS - 1]?.atMs ?? Number.POSITIVE_INFINITY;
  return {
    firstMs: Math.max(firstMs, core.firstMs - REACH_MS),
    lastMs: Math.min(lastMs, core.lastMs + REACH_MS),
  };
};

const isIn = ({ firstMs, lastMs }: Stretch, { atMs }: Finding): boolean => atMs >= firstMs && atMs <= lastMs;

/** Lowest and highest of any number of values: a spread of a month of glitches would be too many arguments. */
const lowest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const highest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** Tells whether an instant lies in no glitch. */
const outsideGlitches = (findings: readonly Finding[]): ((ms: number) => boolean) => {
  const ends: { readonly atMs: number; untilMs: number }[] = [];
  for (const { reason, atMs, untilMs } of findings.toSorted((a, b) => a.atMs - b.atMs)) {
    if (reason !== 'dip' && reason !== 'spike') continue;
    const last = ends.at(-1);
    if (last !== undefined && atMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, untilMs);
    else ends.push({ atMs, untilMs });
  }
  return (ms) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.atMs ?? 0) <= ms) low = middle + 1;
      else high = middle;
    }
    return (ends[low - 1]?.untilMs ?? Number.NEGATIVE_INFINITY) < ms;
  };
};

/**
 * Holds what is found around a stretch of a counter against what was known: only where that changed is consumption
 * another than before.
 * @param core whole quarter hours that are computed anyway
 * @param readings those of `core` and twice `CONTEXT_READINGS` on each side, by time
 * @param known findings of the register, at least those within `REACH_MS` of `core`
 */
export const changedFindings = (
  spec: RegisterSpec,
  core: Stretch,
  readings: readonly RawReading[],
  known: readonly Finding[],
): ChangedFindings => {
  const judged = judgedAround(core, readings);
  const found = findingsOf(spec, readings).filter((finding) => isIn(judged, finding));
  const before = known.filter((finding) => isIn(judged, finding));
  const [now, then] = [new Set(found.map(keyOf)), new Set(before.map(keyOf))];
  const changed = [
    ...found.filter((finding) => !then.has(keyOf(finding))),
    ...before.filter((finding) => !now.has(keyOf(finding))),
  ];
  const counts = outsideGlitches([...found, ...before]);
  // A step goes from a reading that counts to the next one: over the glitch that may lie at the border of `core`.
  const within = readings.filter(({ atMs }) => atMs >= core.firstMs && atMs <= core.lastMs);
  const borders = [within[0], within.at(-1)].flatMap((one) =>
    one === undefined || counts(one.atMs) ? [] : [one.atMs],
  );
  const kept = readings.map(({ atMs }) => atMs).filter(counts);
  // The outermost alone say how far the work reaches.
  const startMs = lowest([...changed.map(({ atMs }) => atMs), ...borders]);
  const endMs = highest([...changed.map(({ untilMs }) => untilMs), ...borders]);
  const workFirst = kept.findLast((ms) => ms < startMs) ?? startMs;
  const workLast = kept.find((ms) => ms > endMs) ?? endMs;
  return {
    judged,
    found,
    changed,
    work: {
      firstMs: Math.floor(Math.min(core.firstMs, workFirst) / BUCKET_MS) * BUCKET_MS,
      lastMs: Math.ceil(Math.max(core.lastMs, workLast) / BUCKET_MS) * BUCKET_MS,
    },
  };
};
