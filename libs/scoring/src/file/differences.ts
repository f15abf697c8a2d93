import { indicatorsOf } from '../scheme-walk.js';
import type { Scheme } from '../scheme.js';

/** A number of a scheme that another version states otherwise; null: the version does not state it. */
export interface SchemeDifference {
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The numbers that decide points, by what they are. */
const numbersOf = (scheme: Scheme): ReadonlyMap<string, string> =>
  new Map([
    ['version', scheme.version],
    ['firstYear', String(scheme.firstYear)],
    ['lastYear', String(scheme.lastYear ?? '—')],
    ...indicatorsOf(scheme).flatMap(({ id, weight, benchmarks, thresholds }) => [
      [`${id} weight`, weight.value] as const,
      ...benchmarks.rows.flatMap(({ from, baseline, leading }) => {
        const size = from === null ? '' : ` from ${from}`;
        return [
          ...(baseline === null ? [] : [[`${id} baseline${size}`, baseline.value] as const]),
          ...(leading === null ? [] : [[`${id} leading${size}`, leading.value] as const]),
        ];
      }),
      ...(thresholds?.entry ? [[`${id} entry`, thresholds.entry.value] as const] : []),
      ...(thresholds?.target ? [[`${id} target`, thresholds.target.value] as const] : []),
    ]),
  ]);

/** Weights, reference values and years in which two versions of a scheme differ, in the order of the scheme. */
export const schemeDifferences = (before: Scheme, after: Scheme): readonly SchemeDifference[] => {
  const [old, now] = [numbersOf(before), numbersOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((at) => {
    const row = { at, before: old.get(at) ?? null, after: now.get(at) ?? null };
    return row.before === row.after ? [] : [row];
  });
};
