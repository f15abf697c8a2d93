import type { ChangePreview } from '@zerofab/contracts';
import { refused, type RefusedError } from '@zerofab/vocabulary';

export type MovedMonth = ChangePreview['months'][number];

/** Figures are shown to a millionth: what differs by less is the same. */
const SAME = 5e-7;

const isSame = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b));

/** The months whose value is another; a month without value on both sides is none. */
export const movedMonths = (
  what: string,
  unit: string,
  months: readonly {
    readonly month: string;
    readonly before: number | null;
    readonly after: number | null;
  }[],
): MovedMonth[] =>
  months.filter(({ before, after }) => !isSame(before, after)).map((month) => ({ ...month, what, unit }));

const sum = (values: readonly (number | null)[]): string =>
  Number(values.reduce<number>((total, value) => total + (value ?? 0), 0).toPrecision(12)).toString();

/** What of the past would move, one figure after the other: `energy: 2026-01 … 2026-03, 120 → 1200 kWh`. */
const textOf = (months: readonly MovedMonth[]): string =>
  [...new Set(months.map(({ what }) => what))]
    .map((what) => {
      const own = months.filter((month) => month.what === what);
      const span = [own[0]?.month, own.at(-1)?.month].filter((month, index, all) => month !== all[index - 1]);
      const [before, after] = [own.map((month) => month.before), own.map((month) => month.after)];
      return `${what}: ${span.join(' … ')}, ${sum(before)} → ${sum(after)} ${own[0]?.unit ?? ''}`;
    })
    .join('; ');

/** The refusal of a change that does not say from when on it holds, with what it would move from the beginning on. */
export const wouldMove = ({ months }: Pick<ChangePreview, 'months'>): RefusedError => {
  const text = textOf(months);
  return refused(
    'effective-from-needed',
    {
      zh: `此更改会改动以往的数值（${text}）；请在 effectiveFrom 中注明自何时生效：之前的数值不变。若为更正全部历史，请填首个数据之前的时间。逐月影响见 POST …/preview`,
      en: `This change would move figures of the past (${text}). Say in effectiveFrom from when on it holds: figures before stay as they are; give a time before the first data to correct all of them. POST …/preview lists the months`,
    },
    {
      monthsMoved: new Set(months.map(({ month }) => month)).size,
      ...(months[0] === undefined ? {} : { firstMonth: months[0].month }),
      ...(months.length === 0 ? {} : { lastMonth: months.at(-1)?.month ?? '' }),
    },
  );
};
