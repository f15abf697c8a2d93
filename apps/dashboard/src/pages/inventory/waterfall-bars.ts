import type { Range } from '../../api/paths';

/** Bars of a waterfall in percent of its highest point: each step stands where the one before ended. */
export interface WaterfallBars<Step> {
  readonly start: string;
  readonly end: string;
  /** tCO2e. */
  readonly highest: number;
  readonly steps: readonly {
    readonly step: Step;
    /** tCO2e. */
    readonly delta: number;
    readonly left: string;
    readonly width: string;
  }[];
}

/** What leads from one total to another, of two periods or two methods. */
interface Steps<Step> {
  readonly beforeTco2e: string | null;
  readonly afterTco2e: string | null;
  readonly steps: readonly Step[];
}

export function waterfallBars<Step extends { readonly deltaTco2e: string }>({
  beforeTco2e,
  afterTco2e,
  steps,
}: Steps<Step>): WaterfallBars<Step> {
  const [start, end] = [Number(beforeTco2e ?? 0), Number(afterTco2e ?? 0)];
  let at = start;
  const drawn = steps.map((step) => {
    const from = at;
    const delta = Number(step.deltaTco2e);
    at += delta;
    return { step, delta, low: Math.min(from, at), high: Math.max(from, at) };
  });
  const highest = Math.max(start, end, ...drawn.map(({ high }) => high), 0);
  const percent = (value: number): string =>
    `${(highest === 0 ? 0 : (Math.max(0, value) / highest) * 100).toFixed(2)}%`;
  return {
    start: percent(start),
    end: percent(end),
    highest,
    steps: drawn.map(({ low, high, ...step }) => ({
      ...step,
      left: percent(low),
      width: percent(Math.max(0, high) - Math.max(0, low)),
    })),
  };
}

/** The same part of another year: ends keep their day and time; 29 February becomes the 28th. */
export function comparedRange({ from, to }: Range, year: number, other: number): Range {
  const move = (text: string): string => {
    const moved = String(Number(text.slice(0, 4)) - year + other) + text.slice(4);
    return moved.slice(4, 10) === '-02-29' ? moved.replace('-02-29', '-02-28') : moved;
  };
  return { from: move(from), to: move(to) };
}
