import { countsAsZero, type Method, type Proof } from '@zerofab/accounting';
import type { Inventory } from '@zerofab/contracts';
import type { Span } from '@zerofab/telemetry';
import { convert, decimalText, ExactDecimal, UnitError, type Bilingual } from '@zerofab/units';
import type { SourceActivityData } from '../inventory/activity-reader.js';

type Decimal = InstanceType<typeof ExactDecimal>;
const ZERO = new ExactDecimal(0);

/** The part of a proof that falls into a span, by time; parts of neighbouring spans add up to the whole. */
const partOf = ({ mwh, fromMs, toMs }: Proof, span: Span): Decimal => {
  const whole = new ExactDecimal(mwh);
  const accrued = (ms: number): Decimal => {
    const elapsed = Math.min(Math.max(ms - fromMs, 0), toMs - fromMs);
    return elapsed === toMs - fromMs
      ? whole
      : whole
          .times(elapsed)
          .div(toMs - fromMs)
          .toDecimalPlaces(12);
  };
  return accrued(span.toMs).minus(accrued(span.fromMs));
};

/** MWh of a purchase; null where its unit is no energy. */
const mwhOf = (value: Decimal, unit: string): Decimal | null => {
  try {
    return convert(decimalText(value), unit, 'MWh');
  } catch (error) {
    if (error instanceof UnitError) return null;
    throw error;
  }
};

const purchases = (data: readonly SourceActivityData[]): readonly SourceActivityData[] =>
  data.filter(({ source }) => source.category === 'purchasedElectricity' && source.calculation === undefined);

/** What a site bought in a span, MWh. */
const boughtIn = (data: readonly SourceActivityData[], span: Span): Decimal =>
  purchases(data).reduce((total, { activity }) => {
    const inside = activity.periods.filter(
      (period) => period.span.fromMs >= span.fromMs && period.span.toMs <= span.toMs && period.value !== null,
    );
    return inside.reduce((sum, period) => sum.plus(mwhOf(period.value ?? ZERO, activity.unit) ?? 0), total);
  }, ZERO);

/** Electricity that a method counts as zero, for a source and one of its periods, MWh. */
export type Proven = (code: string, span: Span, boughtMwh: Decimal) => Decimal;

/**
 * Shares the proofs of a site out over its purchases, period by period: by the size of the purchase, at most the
 * purchase itself. No proof, no zero factor; own generation lowers no purchase.
 */
export const provenBy =
  (data: readonly SourceActivityData[], proofs: readonly Proof[], method: Method): Proven =>
  (_code, span, boughtMwh) => {
    const zero = proofs.filter(({ kind }) => countsAsZero(kind, method));
    if (zero.length === 0 || boughtMwh.lte(0)) return ZERO;
    const all = boughtIn(data, span);
    if (all.lte(0)) return ZERO;
    const claimed = zero.reduce((sum, proof) => sum.plus(partOf(proof, span)), ZERO);
    return ExactDecimal.min(boughtMwh, claimed.times(boughtMwh).div(all).toDecimalPlaces(12));
  };

const REASONS: Readonly<Record<string, Bilingual>> = {
  direct: { zh: '绿电直连，凭合同与结算单', en: 'Direct line, with contract and settlement' },
  trade: { zh: '绿电交易，凭合同与结算单', en: 'Green-power trade, with contract and settlement' },
  certificate: { zh: '绿证核销', en: 'Retired certificates' },
};

/** Purchased electricity of a site by attribute, as the method treats it; the lines add up to the purchase. */
export const electricityLines = (
  data: readonly SourceActivityData[],
  proofs: readonly Proof[],
  span: Span,
  method: Method,
): { lines: NonNullable<Inventory['electricity']>; warnings: Bilingual[] } => {
  const bought = boughtIn(data, span);
  if (bought.lte(0)) return { lines: [], warnings: [] };
  const lines: NonNullable<Inventory['electricity']> = [];
  let left = bought;
  let beyond = ZERO;
  for (const kind of ['direct', 'trade', 'certificate'] as const) {
    const claimed = proofs
      .filter((proof) => proof.kind === kind)
      .reduce((sum, proof) => sum.plus(partOf(proof, span)), ZERO);
    if (claimed.isZero()) continue;
    const mwh = ExactDecimal.min(claimed, left);
    beyond = beyond.plus(claimed.minus(mwh));
    left = left.minus(mwh);
    lines.push({
      attribute: kind,
      mwh: mwh.toNumber(),
      exactMwh: decimalText(mwh),
      factorRule: countsAsZero(kind, method) ? 'zero' : 'average',
      reason: REASONS[kind] ?? { zh: kind, en: kind },
    });
  }
  const rest = method.greenPower.restOfGrid;
  lines.push({
    attribute: 'grid',
    mwh: left.toNumber(),
    exactMwh: decimalText(left),
    factorRule: rest,
    reason:
      rest === 'residual'
        ? {
            zh: '其余电量：剩余因子（不含市场化非化石电量）',
            en: 'The rest: residual factor, without market-traded non-fossil power',
          }
        : { zh: '其余电量：电网平均因子', en: 'The rest: average grid factor' },
  });
  const warnings = beyond.isZero()
    ? []
    : [
        {
          zh: `绿电凭证超过购入电量 ${decimalText(beyond)} MWh，超出部分未计`,
          en: `The proofs exceed the purchased electricity by ${decimalText(beyond)} MWh, which is not counted`,
        },
      ];
  return { lines, warnings };
};
