import type { DayKind } from '@zerofab/calendar';
import type { Band } from '@zerofab/vocabulary';

/** Plain decimal text: money, prices and quantities keep every digit. */
type DecimalText = string;

/**
 * Hours of a band, local time `HH:MM`, half-open `[from, to)`. `24:00` ends the day; where `from` is later than `to`
 * (23:00–07:00), both ends of the same day are meant.
 */
export interface BandRule {
  readonly band: Band;
  readonly from: string;
  readonly to: string;
  /** 1 … 12; left out: all. */
  readonly months?: readonly number[] | undefined;
  /** Left out: all days. */
  readonly days?: readonly DayKind[] | undefined;
}

/** Prices by local time of every day, by day, or by instant. */
export interface PriceSeries {
  /** 24 or 96 prices of each day. */
  readonly daily?: readonly DecimalText[] | undefined;
  /** By local date: as many prices as the day has hours or quarter hours (a DST day has 23 or 25 hours). */
  readonly byDay?: Readonly<Record<string, readonly DecimalText[]>> | undefined;
  /** By instant: each price holds until the next step of the same length. */
  readonly points?: readonly { readonly start: string; readonly price: DecimalText }[] | undefined;
}

interface LineBase {
  readonly code: string;
  /** Months of the season in which the line is billed; left out: all. */
  readonly months?: readonly number[] | undefined;
  /** Whether the power-factor adjustment is taken on it. */
  readonly pfAdjustable?: boolean | undefined;
  /** Whether tax comes on top where prices are without tax. Left out: it does. */
  readonly taxed?: boolean | undefined;
}

/** A block of a tiered price: up to a quantity of the period, the last one without end. */
export interface Tier {
  readonly upTo?: DecimalText | undefined;
  readonly price: DecimalText;
}

/** Demand price × 0.9 where the month's kWh per kVA reach 260 (发改价格〔2023〕526号): data of the contract, not a rule of ours. */
interface LoadRateDiscount {
  readonly kWhPerKva: DecimalText;
  readonly factor: DecimalText;
}

export interface DemandLine extends LineBase {
  readonly kind: 'demand';
  readonly price: DecimalText;
  /** actual: the month's highest mean; contract: the contracted demand with its floor and excess. */
  readonly basis: 'actual' | 'contract';
  /** Contracted demand, kW. */
  readonly contractKw?: DecimalText | undefined;
  /** Whether what lies between 100 % and 105 % of the contract is charged once (`charged`) or not (`free`). */
  readonly tolerance?: 'charged' | 'free' | undefined;
  readonly discount?: LoadRateDiscount | undefined;
}

/** Standards of the power-factor adjustment (〔83〕水电财字第215号). */
const POWER_FACTOR_STANDARDS = ['0.90', '0.85', '0.80'] as const;
export type PowerFactorStandard = (typeof POWER_FACTOR_STANDARDS)[number];

/** One line of a contract. What it is charged on follows from its kind. */
export type ContractLine =
  | (LineBase & { readonly kind: 'banded'; readonly prices: Readonly<Partial<Record<Band, DecimalText>>> })
  | (LineBase & PriceSeries & { readonly kind: 'series' })
  | (LineBase & { readonly kind: 'flat'; readonly price: DecimalText })
  | (LineBase & { readonly kind: 'feedIn'; readonly price: DecimalText })
  | (LineBase & {
      readonly kind: 'tiers';
      readonly period: 'month' | 'year';
      readonly tiers: readonly Tier[];
    })
  | (LineBase & { readonly kind: 'takeOrPay'; readonly minimum: DecimalText; readonly price: DecimalText })
  | (LineBase & { readonly kind: 'capacity'; readonly price: DecimalText })
  | DemandLine
  | (LineBase & { readonly kind: 'powerFactor'; readonly standard: PowerFactorStandard })
  /** A quantity that only the bill's own papers tell: green electricity, deviation, agreed share. */
  | (LineBase & {
      readonly kind: 'stated';
      readonly fact: string;
      readonly unit: string;
      readonly price: DecimalText;
    })
  | (LineBase & { readonly kind: 'fixed'; readonly amount: DecimalText });

/** A supply contract as data; who made it up and since when it holds belongs to the record around it. */
export interface Contract {
  /** Unit of the metered quantity; left out: kWh. */
  readonly unit?: string | undefined;
  readonly currency?: string | undefined;
  /** Installed or agreed capacity, kVA. */
  readonly capacityKva?: DecimalText | undefined;
  readonly bands?: readonly BandRule[] | undefined;
  readonly lines: readonly ContractLine[];
  /** Left out: nothing is said about tax. */
  readonly tax?: { readonly rate: DecimalText; readonly included: boolean } | undefined;
}
