/** A column whose values tell rows of one time apart: meters, directions, kinds of value. */
export interface KeyFound {
  readonly column: number;
  readonly values: readonly string[];
}

const MOST_VALUES = 200;
const KEY_NAME =
  /meter(?!.*(read|date|time))|device|serial|sensor|obis|channel|register|direction|type|ean|cups|nmi|表|设备|编号|名称|通道|类型|方向|户号/i;
const METER_NAME = /^flow$|meter(?!.*(read|date|time|type))|device|serial|ean|cups|nmi|表号|表计|设备|户号/i;

type Rows = readonly (readonly string[])[];

const distinct = (rows: Rows, column: number): string[] | undefined => {
  const values = new Set<string>();
  for (const cells of rows) {
    values.add(cells[column] ?? '');
    if (values.size > MOST_VALUES) return undefined;
  }
  values.delete('');
  return [...values];
};

/** Rows that have the time of another one in which these columns hold the same. */
const doubled = (rows: Rows, time: readonly number[], keys: readonly number[]): number => {
  const places = [...time, ...keys];
  return (
    rows.length - new Set(rows.map((cells) => places.map((place) => cells[place] ?? '').join('\n'))).size
  );
};

/** Numbers of meters rather than what meters show: long, of one length, and each in many rows. */
const areSerials = (values: readonly string[], rows: number): boolean =>
  values.length * 4 <= rows &&
  values.every((value) => /^\d{5,}$/.test(value) && value.length === values[0]?.length);

/**
 * Columns of which one value must be chosen, so that rows of one time are one: columns named as a meter that hold more
 * than one, then those that tell rows of the same time apart. Hours that occur twice as clocks are set back are no sign.
 */
export const findKeys = (
  rows: Rows,
  names: readonly string[],
  time: readonly number[],
  numbers: ReadonlySet<number>,
): KeyFound[] => {
  const candidates = names.flatMap((name, column) => {
    if (time.includes(column) || (numbers.has(column) && !KEY_NAME.test(name))) return [];
    const values = distinct(rows, column);
    return values === undefined || values.length < 2 ? [] : [{ column, values, name }];
  });
  const chosen = candidates.filter(
    ({ name, column, values }) =>
      METER_NAME.test(name) && (!numbers.has(column) || areSerials(values, rows.length)),
  );
  let left = doubled(
    rows,
    time,
    chosen.map(({ column }) => column),
  );
  for (const one of candidates.filter((candidate) => !chosen.includes(candidate))) {
    if (left <= Math.max(1, rows.length * 0.02)) break;
    const now = doubled(
      rows,
      time,
      [...chosen, one].map(({ column }) => column),
    );
    if (now > left * 0.5) continue;
    chosen.push(one);
    left = now;
  }
  return chosen.map(({ column, values }) => ({ column, values }));
};
