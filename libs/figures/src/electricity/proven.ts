import {
  attributesByPeriod,
  fillRooms,
  foreignBeneficiary,
  sumAttributes,
  type AttributeLine,
  type GreenPowerTreatment,
  type Method,
} from '@zerofab/accounting';
import { ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { Span } from '@zerofab/calendar';
import { type ElectricitySupply, isWithin } from './supply.js';

type Decimal = InstanceType<typeof ExactDecimal>;
const ZERO = new ExactDecimal(0);

/** Electricity that a method counts as zero, for a source and one of its periods, MWh. */
export type Proven = (code: string, span: Span, boughtMwh: Decimal) => Decimal;

/** Where and when a report is made: decides whether a claim may serve yet. */
export interface ReportDay {
  /** YYYY-MM-DD in `zone`. */
  readonly day: string;
  readonly zone: string;
}

const split = ({ periods, proofs }: ElectricitySupply, treatment: GreenPowerTreatment, report: ReportDay) =>
  attributesByPeriod({ periods, proofs, treatment, situation: report });

const zeroOf = (lines: readonly AttributeLine[]): Decimal =>
  lines
    .filter(({ attribute, factorRule }) => attribute !== 'own' && factorRule === 'zero')
    .reduce((sum, { mwh }) => sum.plus(mwh), ZERO);

/**
 * Shares what a method counts as zero out over the sources of the purchase, period by period, by the size of their part:
 * never more than a source took. No proof, no zero factor; own generation lowers no purchase.
 */
export const provenBy = (supply: ElectricitySupply, method: Method, report: ReportDay): Proven => {
  const { periods } = split(supply, method.greenPower, report);
  const shares = supply.periods.map((period, index) => {
    const sources = [...period.bySource].filter(([, mwh]) => mwh.gt(0));
    const parts = fillRooms(
      zeroOf(periods[index]?.lines ?? []),
      sources.map(([, mwh]) => mwh),
    );
    return { period, bySource: new Map(sources.map(([code], n) => [code, parts[n] ?? ZERO])) };
  });
  return (code, span, boughtMwh) => {
    const zero = shares
      .filter(({ period }) => isWithin(period, span))
      .reduce((sum, { bySource }) => sum.plus(bySource.get(code) ?? 0), ZERO);
    return ExactDecimal.max(ExactDecimal.min(zero, boughtMwh), 0);
  };
};

/** Purchased electricity of one attribute, as the method treats it. */
export type ElectricityLine = Omit<AttributeLine, 'mwh'> & {
  readonly mwh: number;
  readonly exactMwh: string;
};

/**
 * Purchased electricity of a site over a span by attribute, as the method treats it; the lines other than own generation
 * add up to the purchase. Warnings name claims, or parts of them, that do not count.
 */
export const electricityLines = (
  supply: ElectricitySupply,
  span: Span,
  method: Method,
  report: ReportDay,
): { lines: ElectricityLine[]; warnings: Bilingual[] } => {
  const { periods, uncounted } = split(supply, method.greenPower, report);
  const inside = periods.filter((_, index) => {
    const period = supply.periods[index];
    return period !== undefined && isWithin(period, span);
  });
  return {
    lines: sumAttributes(inside).map(({ mwh, ...line }) => ({
      ...line,
      mwh: new ExactDecimal(mwh).toNumber(),
      exactMwh: mwh,
    })),
    warnings: [
      ...uncounted.map(({ proof, mwh, reason }) => ({
        zh: `绿电凭证 ${proof} 有 ${mwh} MWh 未计：${reason.zh}`,
        en: `${mwh} MWh of proof ${proof} do not count: ${reason.en}`,
      })),
      ...supply.proofs.flatMap((proof) => {
        const foreign = foreignBeneficiary(proof, supply.names ?? [])?.text;
        return foreign === undefined
          ? []
          : [{ zh: `绿电凭证 ${proof.id}：${foreign.zh}`, en: `Proof ${proof.id}: ${foreign.en}` }];
      }),
    ],
  };
};
