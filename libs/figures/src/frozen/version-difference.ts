import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual, Trace, UsedFactor } from '@zerofab/vocabulary';

/** A line of a version of an inventory, as far as a difference looks into it. */
export interface VersionLine {
  readonly code: string;
  readonly name: Bilingual;
  readonly sourceVersion: number;
  /** Decimal text, tCO2e; null without a figure. */
  readonly exact: string | null;
  readonly activity: {
    readonly exact: string | null;
    readonly unit: string;
    readonly periods: readonly { readonly label: string; readonly value: string | null }[];
  };
  readonly factors: readonly UsedFactor[];
  readonly trace: Trace | null;
}

/** A version of an inventory, as far as a difference looks into it. */
export interface ComparedVersion {
  readonly method: { readonly id: string };
  readonly exact: { readonly total: string | null };
  readonly sources: readonly VersionLine[];
}

/** Why a line is another one. */
type DifferenceCause =
  'added' | 'removed' | 'method' | 'definition' | 'activity' | 'factor' | 'formula' | 'other';

interface CauseFound {
  readonly kind: DifferenceCause;
  /** What of it: months of activity data, id of a factor or formula. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A line that moved; amounts are decimal text in tCO2e, null where there is no figure. */
interface LineDifference {
  readonly code: string;
  readonly name: Bilingual;
  readonly before: string | null;
  readonly after: string | null;
  readonly deltaTco2e: string;
  readonly causes: readonly CauseFound[];
}

export interface VersionDifference {
  readonly before: string | null;
  readonly after: string | null;
  readonly deltaTco2e: string;
  readonly lines: readonly LineDifference[];
}

const minus = (after: string | null, before: string | null): string =>
  decimalText(new ExactDecimal(after ?? 0).minus(before ?? 0));

/** Equal in value: 1.0 and 1 are the same figure, nothing and 0 are not. */
const same = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : new ExactDecimal(a).eq(b);

const amount = (value: string | null, unit: string): string | null =>
  value === null ? null : `${value} ${unit}`;

const activityCause = ({ activity: was }: VersionLine, { activity: now }: VersionLine): CauseFound[] => {
  const before = new Map(was.periods.map(({ label, value }) => [label, value]));
  const after = new Map(now.periods.map(({ label, value }) => [label, value]));
  const labels = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const moved = labels.filter((label) => !same(before.get(label) ?? null, after.get(label) ?? null));
  if (moved.length === 0 && was.unit === now.unit && same(was.exact, now.exact)) return [];
  return [
    {
      kind: 'activity',
      what: moved.join(', '),
      before: amount(was.exact, was.unit),
      after: amount(now.exact, now.unit),
    },
  ];
};

/** Of the same role and id, a source may use several over a span, one a year. */
const factorTexts = (factors: readonly UsedFactor[]): ReadonlyMap<string, string> => {
  const byRole = new Map<string, string[]>();
  for (const { role, id, value, unit, version } of factors)
    byRole.set(role, [...(byRole.get(role) ?? []), `${id} = ${value} ${unit} (${version})`]);
  return new Map([...byRole].map(([role, texts]) => [role, texts.toSorted().join('; ')]));
};

const factorCauses = (was: VersionLine, now: VersionLine): CauseFound[] => {
  const [before, after] = [factorTexts(was.factors), factorTexts(now.factors)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .filter((role) => before.get(role) !== after.get(role))
    .map((role) => ({
      kind: 'factor',
      what: role,
      before: before.get(role) ?? null,
      after: after.get(role) ?? null,
    }));
};

const formulasOf = (trace: Trace | null, found = new Map<string, string>()): ReadonlyMap<string, string> => {
  if (trace === null) return found;
  const { id, edition, expression } = trace.formula;
  found.set(id, `${edition}: ${expression}`);
  for (const input of trace.inputs) formulasOf(input.trace, found);
  return found;
};

const formulaCauses = (was: VersionLine, now: VersionLine): CauseFound[] => {
  if (was.trace === null || now.trace === null) return [];
  const [before, after] = [formulasOf(was.trace), formulasOf(now.trace)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => ({
      kind: 'formula',
      what: id,
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
    }));
};

const causesOf = (was: VersionLine, now: VersionLine, methods: readonly [string, string]): CauseFound[] => {
  const [methodBefore, methodAfter] = methods;
  const found: CauseFound[] = [
    ...(methodBefore === methodAfter
      ? []
      : [{ kind: 'method' as const, what: 'method', before: methodBefore, after: methodAfter }]),
    ...(was.sourceVersion === now.sourceVersion
      ? []
      : [
          {
            kind: 'definition' as const,
            what: now.code,
            before: `v${String(was.sourceVersion)}`,
            after: `v${String(now.sourceVersion)}`,
          },
        ]),
    ...activityCause(was, now),
    ...factorCauses(was, now),
    ...formulaCauses(was, now),
  ];
  return found.length > 0 ? found : [{ kind: 'other', what: now.code, before: was.exact, after: now.exact }];
};

/**
 * Why two versions of an inventory differ, line by line: every source whose figure is another one, with all that changed
 * of it. The deltas of the lines are those of the sources, also of sources that stand beside the total.
 */
export const versionDifference = (before: ComparedVersion, after: ComparedVersion): VersionDifference => {
  const was = new Map(before.sources.map((line) => [line.code, line]));
  const now = new Map(after.sources.map((line) => [line.code, line]));
  const methods = [before.method.id, after.method.id] as const;
  const lines = [...new Set([...was.keys(), ...now.keys()])].flatMap((code): LineDifference[] => {
    const [old, line] = [was.get(code), now.get(code)];
    const [any] = [line ?? old];
    if (any === undefined || (old !== undefined && line !== undefined && same(old.exact, line.exact)))
      return [];
    const head = { code, name: any.name, before: old?.exact ?? null, after: line?.exact ?? null };
    const causes: CauseFound[] =
      old === undefined || line === undefined
        ? [
            {
              kind: line === undefined ? 'removed' : 'added',
              what: code,
              before: head.before,
              after: head.after,
            },
          ]
        : causesOf(old, line, methods);
    return [{ ...head, deltaTco2e: minus(head.after, head.before), causes }];
  });
  const [total, renewed] = [before.exact.total, after.exact.total];
  return { before: total, after: renewed, deltaTco2e: minus(renewed, total), lines };
};

/** Whether two versions say the same: no line moved and the total stays. */
export const isSameVersion = ({ lines, before, after }: VersionDifference): boolean =>
  lines.length === 0 && same(before, after);
