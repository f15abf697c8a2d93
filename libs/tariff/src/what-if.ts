import { ExactDecimal } from '@zerofab/units';
import { billOf, workOut, type Bill } from './bill.js';
import type { Contract, ContractLine } from './contract.js';
import { placeOf, type MonthIntervals } from './intervals.js';
import type { Facts } from './month-use.js';

/** The three ways of the basic charge: by capacity, by contracted demand, by actual demand. */
export interface BasicCharge {
  readonly capacityPrice?: string | undefined;
  readonly demandPrice?: string | undefined;
  readonly contractKw?: string | undefined;
  readonly discount?: Extract<ContractLine, { kind: 'demand' }>['discount'];
}
export type ChargeWay = 'capacity' | 'contract' | 'actual';

const isBasic = ({ kind }: ContractLine): boolean => kind === 'capacity' || kind === 'demand';

const linesOf = ({
  capacityPrice,
  demandPrice,
  contractKw,
  discount,
}: BasicCharge): Partial<Record<ChargeWay, ContractLine>> => ({
  ...(capacityPrice === undefined
    ? {}
    : { capacity: { code: 'capacity', kind: 'capacity', price: capacityPrice, pfAdjustable: true } }),
  ...(demandPrice === undefined
    ? {}
    : {
        actual: {
          code: 'demand',
          kind: 'demand',
          basis: 'actual',
          price: demandPrice,
          pfAdjustable: true,
          discount,
        },
      }),
  ...(demandPrice === undefined || contractKw === undefined
    ? {}
    : {
        contract: {
          code: 'demand',
          kind: 'demand',
          basis: 'contract',
          price: demandPrice,
          contractKw,
          pfAdjustable: true,
          discount,
        },
      }),
});

/** The bill of a month under each way of the basic charge whose prices are known; all else as in the contract. */
export const compareBasicCharge = (
  contract: Contract,
  intervals: MonthIntervals,
  charge: BasicCharge,
  facts: Facts = {},
): Partial<Record<ChargeWay, Bill>> => {
  const others = contract.lines.filter((line) => !isBasic(line));
  return Object.fromEntries(
    Object.entries(linesOf(charge)).map(([way, line]) => [
      way,
      billOf(workOut({ ...contract, lines: [...others, line] }, intervals, facts)),
    ]),
  );
};

/** Hours of the local day, half-open. */
export interface Hours {
  readonly fromHour: number;
  readonly toHour: number;
}

/**
 * The month with a share of the energy of some hours moved to other hours of the same day, evenly over them; energy stays.
 * Where a day has no interval of the hours it should go to, it stays where it is.
 * @param share 0 … 1
 */
export const shiftHours = (month: MonthIntervals, from: Hours, to: Hours, share: string): MonthIntervals => {
  const within = ({ fromHour, toHour }: Hours, minute: number): boolean =>
    minute >= fromHour * 60 && minute < toHour * 60;
  const places = month.intervals.map(({ startMs }) => placeOf(startMs, month.zone));
  const targets = new Map<string, number>();
  for (const { day, minute } of places) if (within(to, minute)) targets.set(day, (targets.get(day) ?? 0) + 1);
  const moved = new Map<string, ExactDecimal>();
  const kept = month.intervals.map((interval, index) => {
    const { day, minute } = places[index] ?? { day: '', minute: -1 };
    if (!within(from, minute) || within(to, minute) || !targets.has(day)) return interval;
    const part = interval.quantity.times(share);
    moved.set(day, moved.get(day)?.plus(part) ?? part);
    return { ...interval, quantity: interval.quantity.minus(part) };
  });
  return {
    ...month,
    intervals: kept.map((interval, index) => {
      const { day, minute } = places[index] ?? { day: '', minute: -1 };
      const more = moved.get(day);
      if (more === undefined || !within(to, minute)) return interval;
      return { ...interval, quantity: interval.quantity.plus(more.div(targets.get(day) ?? 1)) };
    }),
  };
};
