import type { Method } from '@zerofab/accounting';
import { canonicalJson } from '@zerofab/audit';
import { monthLabel } from '@zerofab/calendar';
import {
  halfWidthsOf,
  inventoryLine,
  inventorySums,
  sharesOf,
  siteFigures,
  thawInputs,
  totalActivity,
  type FrozenInputs,
  type InventoryLine,
  type SourceActivityData,
} from '@zerofab/figures';
import { decimalText } from '@zerofab/units';
import { z } from 'zod';
import { finding, type BundleFinding } from './finding.js';
import { firstDifference } from './first-difference.js';

type JsonObject = Readonly<Record<string, unknown>>;

const statedLine = z.looseObject({ code: z.string(), exact: z.string().nullable() });
/** An inventory, as far as it is read here; the rest of a line is compared as it stands. */
export const statedInventorySchema = z.looseObject({
  site: z.string(),
  timezone: z.string(),
  computedAt: z.string(),
  method: z.looseObject({ id: z.string() }),
  exact: z.looseObject({ total: z.string().nullable() }),
  sources: z.array(statedLine),
});
export type StatedInventory = z.infer<typeof statedInventorySchema>;

/** Parts of a bundle from which its figures are worked out again. */
export interface BundleParts {
  readonly inventory: StatedInventory;
  readonly frozen: FrozenInputs;
  readonly method: Method;
}

/** A line of the table: what a bundle states, and what comes out; decimal text in tCO2e, null without a figure. */
export interface RecomputedLine {
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

const json = (value: unknown): unknown => JSON.parse(canonicalJson(value)) as unknown;

/** What an inventory shows of the activity data of a source, as far as its frozen parts tell. */
const activityOf = ({ activity }: SourceActivityData, nowMs: number, zone: string) => {
  const total = totalActivity(activity.periods, nowMs);
  return {
    exact: total.value === null ? null : decimalText(total.value),
    unit: activity.unit,
    estimated: decimalText(total.estimated),
    readings: total.readings,
    periods: activity.periods.map(({ span, value, estimated, coverage, quality, readings }) => ({
      label: monthLabel(span.fromMs, zone),
      value: value === null ? null : decimalText(value),
      estimated: decimalText(estimated),
      coverage,
      quality,
      readings,
    })),
  };
};

/** The part of `stated` that `computed` speaks of: what else a line shows is covered by the hash of its file alone. */
const spokenOf = (stated: unknown, computed: unknown): unknown => {
  if (Array.isArray(stated) && Array.isArray(computed))
    return stated.map((item: unknown, at) => spokenOf(item, computed[at]));
  if (typeof stated !== 'object' || stated === null || typeof computed !== 'object' || computed === null)
    return stated;
  return Object.fromEntries(
    Object.keys(computed)
      .filter((key) => key in stated)
      .map((key) => [key, spokenOf((stated as JsonObject)[key], (computed as JsonObject)[key])]),
  );
};

interface ComputedLine {
  readonly line: InventoryLine;
  readonly shown: unknown;
}

const computedLines = ({ frozen, method }: BundleParts): ComputedLine[] => {
  const { facts, data } = thawInputs(frozen);
  const halfWidthOf = halfWidthsOf(data, facts.nowMs, facts.library);
  return siteFigures(facts, data, method)
    .filter(({ figure }) => figure.outside !== true)
    .map(({ data: own, figure }) => {
      const line = inventoryLine(own, figure, method, facts, halfWidthOf);
      // Warnings of doubly bound meters come from outside these parts; terms are not shown.
      const { terms: _terms, warnings: _warnings, ...told } = line;
      const activity = { ...activityOf(own, facts.nowMs, facts.zone), ...line.activity };
      return { line, shown: { ...told, activity } };
    });
};

const lineFindings = (stated: StatedInventory, lines: readonly ComputedLine[]): BundleFinding[] => {
  const codes = new Set(lines.map(({ line }) => line.code));
  const found = stated.sources
    .filter(({ code }, at) => !codes.has(code) || stated.sources.findIndex((one) => one.code === code) !== at)
    .map(({ code }) =>
      finding(
        'line-added',
        code,
        `清单中的排放源“${code}”不出自活动数据：有一行被添加`,
        `the line ${code} does not come from the activity data: it was added`,
      ),
    );
  const byCode = new Map(stated.sources.map((line) => [line.code, line]));
  const changed = lines.flatMap(({ line: { code }, shown }): BundleFinding[] => {
    const told = byCode.get(code);
    if (told === undefined)
      return [
        finding(
          'line-missing',
          code,
          `清单缺少排放源“${code}”`,
          `the line ${code} is missing from the inventory`,
        ),
      ];
    const computed = json(shown);
    const difference = firstDifference(spokenOf(told, computed), computed);
    if (difference === undefined) return [];
    const { path, stated: was, computed: now } = difference;
    return [
      finding(
        'line-changed',
        code,
        `排放源“${code}”的 ${path}：所载 ${was}，重算得 ${now}`,
        `${path} of ${code}: stated ${was}, recomputed ${now}`,
      ),
    ];
  });
  return [...found, ...changed];
};

/** Totals that follow from the lines alone; coverage does where no source is missing (else it looks at other years). */
const totalsOf = ({ method }: BundleParts, lines: readonly InventoryLine[]): JsonObject => {
  const { coverage, lines: own, dataQuality: _graded, ...sums } = inventorySums(lines, method, () => null);
  return {
    ...sums,
    ...(sums.missing.length === 0 ? { coverage } : {}),
    lines: own.map(({ uncertainty: _interval, ...line }) => line),
  };
};

const totalFindings = (parts: BundleParts, lines: readonly InventoryLine[]): BundleFinding[] => {
  const totals = totalsOf(parts, lines);
  const computed = json({
    ...totals,
    method: { id: parts.method.id, edition: parts.method.edition, gwpSet: parts.method.gwpSet },
    factorSet: parts.frozen.factors.version,
  });
  const difference = firstDifference(spokenOf(parts.inventory, computed), computed);
  if (difference === undefined) return [];
  const { path, stated, computed: now } = difference;
  return [
    finding(
      'total',
      path,
      `合计的 ${path}：所载 ${stated}，重算得 ${now}`,
      `${path} of the totals: stated ${stated}, recomputed ${now}`,
    ),
  ];
};

const shareFindings = (parts: BundleParts, lines: readonly InventoryLine[]): BundleFinding[] => {
  const total = inventorySums(lines, parts.method, () => null).totalTco2e;
  const shares = sharesOf(lines, parts.method, total);
  return parts.inventory.sources.flatMap(({ code, share }) => {
    const own = shares.get(code) ?? null;
    if (share === own || !lines.some((line) => line.code === code)) return [];
    const [was, now] = [JSON.stringify(share ?? null), JSON.stringify(own)];
    return [
      finding(
        'line-changed',
        code,
        `排放源“${code}”的占比：所载 ${was}，重算得 ${now}`,
        `share of ${code}: stated ${was}, recomputed ${now}`,
      ),
    ];
  });
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
  const wrong = lineFindings(inventory, computed);
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
    findings: [...wrong, ...totalFindings(parts, lines), ...shareFindings(parts, lines)],
  };
};
