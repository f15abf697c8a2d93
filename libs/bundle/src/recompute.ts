import { inventorySums, type InventoryLine } from '@zerofab/figures';
import { checkLines } from './check-lines.js';
import { computedLines } from './computed-line.js';
import { finding, type BundleFinding } from './finding.js';
import { firstDifference } from './first-difference.js';
import { json, spokenOf, type BundleParts, type JsonObject } from './stated.js';

/** A line of the table: what a bundle states, and what comes out; decimal text in tCO2e, null without a figure. */
interface RecomputedLine {
  readonly code: string;
  readonly name: string;
  readonly stated: string | null;
  readonly computed: string | null;
  readonly same: boolean;
}

export interface Recomputation {
  readonly lines: readonly RecomputedLine[];
  readonly total: Omit<RecomputedLine, 'code' | 'name'>;
  readonly findings: readonly BundleFinding[];
}

/** Totals that follow from the lines alone; coverage does where no source is missing (else it looks at other years). */
const totalsOf = ({ method }: BundleParts, lines: readonly InventoryLine[]): JsonObject => {
  const { coverage, lines: own, dataQuality: _graded, ...sums } = inventorySums(lines, method, () => null);
  return {
    ...sums,
    ...(sums.missing.length === 0 ? { coverage } : {}),
    lines: own.map(({ uncertainty: _interval, ...line }) => line),
  };
};

/** Lines of a method are compared by what they are called: their order is that of a report. */
const byName = (value: unknown): unknown => {
  const { lines } = value as { lines?: unknown };
  if (!Array.isArray(lines)) return value;
  const nameOf = ({ scope, line }: JsonObject): string => JSON.stringify([scope, line]);
  const sorted = (lines as JsonObject[]).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return { ...(value as JsonObject), lines: sorted };
};

const totalFindings = (parts: BundleParts, lines: readonly InventoryLine[]): BundleFinding[] => {
  const totals = totalsOf(parts, lines);
  const computed = json({
    ...totals,
    method: { id: parts.method.id, edition: parts.method.edition, gwpSet: parts.method.gwpSet },
    factorSet: parts.frozen.factors.version,
  });
  const stated = byName(parts.inventory);
  const own = byName(computed);
  const difference = firstDifference(spokenOf(stated, own), own);
  if (difference === undefined) return [];
  const { path, stated: was, computed: now } = difference;
  return [
    finding(
      'total',
      path,
      `合计的 ${path}：所载 ${was}，重算得 ${now}`,
      `${path} of the totals: stated ${was}, recomputed ${now}`,
    ),
  ];
};

/**
 * Works every line and total of an inventory out again, from activity data, factors, facts and method, and holds what is
 * stated against it, digit by digit.
 */
export const recomputeInventory = (parts: BundleParts): Recomputation => {
  const { inventory } = parts;
  const computed = computedLines(parts);
  const lines = computed.map(({ line }) => line);
  const stated = new Map(inventory.sources.map(({ code, exact }) => [code, exact]));
  const total = inventorySums(lines, parts.method, () => null).exact.total;
  const codes = [...new Set([...lines.map(({ code }) => code), ...stated.keys()])];
  const wrong = checkLines(parts, computed);
  const byCode = new Map(lines.map((line) => [line.code, line]));
  return {
    lines: codes.map((code) => ({
      code,
      name: byCode.get(code)?.name.en ?? '',
      stated: stated.get(code) ?? null,
      computed: byCode.get(code)?.exact ?? null,
      same: !wrong.some(({ where }) => where === code),
    })),
    total: { stated: inventory.exact.total, computed: total, same: inventory.exact.total === total },
    findings: [...wrong, ...totalFindings(parts, lines)],
  };
};
