import { canonicalJson, hexOf, type Sha256 } from '@zerofab/audit';
import type { FrozenInputs } from '@zerofab/figures';

/** The activity data of a source in one stretch, by its hash: two bundles can be compared month by month. */
export interface MonthHash {
  readonly source: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** SHA-256 of the canonical JSON of {period, sums}: the stretch, and the sums of its registers that begin in it. */
  readonly sha256: string;
}

/** Hashes of the stretches of activity data, in the order of activity.json. */
export const monthHashes = (sources: FrozenInputs['sources'], sha256: Sha256): MonthHash[] =>
  sources.flatMap(({ source, periods, sums }) =>
    periods.map((period) => {
      const { fromMs, toMs } = period;
      const own = sums.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
      const text = canonicalJson({ period, sums: own });
      return { source: source.code, fromMs, toMs, sha256: hexOf(sha256(new TextEncoder().encode(text))) };
    }),
  );
