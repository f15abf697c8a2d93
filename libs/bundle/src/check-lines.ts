import {
  activityAgain,
  inventorySums,
  sharesOf,
  type BoundActivity,
  type InventoryLine,
} from '@zerofab/figures';
import { decimalText } from '@zerofab/units';
import type { ComputedLine } from './computed-line.js';
import { finding, type BundleFinding } from './finding.js';
import { firstDifference } from './first-difference.js';
import { json, spokenOf, type BundleParts, type StatedInventory } from './stated.js';

const shownPeriods = ({ periods }: BoundActivity['activity']) =>
  periods.map(({ value, estimated, ...rest }) => ({
    ...rest,
    value: value === null ? null : decimalText(value),
    estimated: decimalText(estimated),
  }));

/** Activity data of months that does not follow from its registers' sums or its records. */
const activityFindings = ({ data, nowMs }: ComputedLine): BundleFinding[] => {
  const amounts = [
    ['activity', data],
    ...data.inputs,
    ...(data.crossCheck === null ? [] : [['crossCheck', data.crossCheck] as const]),
  ] as const;
  const { code } = data.source;
  return amounts.flatMap(([stream, amount]) => {
    const again = shownPeriods(activityAgain(amount, nowMs));
    const difference = firstDifference(json(shownPeriods(amount.activity)), json(again));
    if (difference === undefined) return [];
    const { path, stated, computed } = difference;
    return [
      finding(
        'activity',
        code,
        `排放源“${code}”的活动数据 ${stream}${path}：所载 ${stated}，由寄存器或记录重算得 ${computed}`,
        `activity data ${stream}${path} of ${code}: stated ${stated}, from its registers or records ${computed}`,
      ),
    ];
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

/** Every line that is missing, too many, or another than what it rests on gives. */
export const checkLines = (parts: BundleParts, computed: readonly ComputedLine[]): BundleFinding[] => [
  ...computed.flatMap(activityFindings),
  ...lineFindings(parts.inventory, computed),
  ...shareFindings(
    parts,
    computed.map(({ line }) => line),
  ),
];
