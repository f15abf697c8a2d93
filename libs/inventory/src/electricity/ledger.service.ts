import { isWithin, type PurchasePeriod } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import {
  attributesByPeriod,
  nonFossilLedger,
  type GreenPowerTreatment,
  type LedgerItem,
} from '@zerofab/accounting';
import { isFromZeroToOne, type NonFossilLedger } from '@zerofab/contracts';
import type { Bilingual } from '@zerofab/vocabulary';
import { type SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { monthLabel, startOf, type Span } from '@zerofab/calendar';
import { HourlyService } from './hourly.service.js';
import { LedgerParameterStore, type LedgerParameterRecord } from './ledger-parameter.store.js';
import { ProofStore, type StoredProof } from './proof.store.js';
import { SupplyService } from './supply.service.js';

const ZERO = new ExactDecimal(0);
/** A claim over two years is divided by time, to a millionth of a kWh. */
const SHARE_DECIMALS = 9;
/** The ledger asks how much there is of each attribute, not what a method makes of it. */
const AS_CLAIMED: GreenPowerTreatment = {
  own: 'zero',
  direct: 'zero',
  trade: 'zero',
  certificate: 'zero',
  restOfGrid: 'average',
};

/** The non-fossil electricity ledger of a site and year (发改能源〔2026〕622号), beside the emission methods. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly proofs: ProofStore,
    private readonly parameters: LedgerParameterStore,
    private readonly supplies: SupplyService,
    private readonly hourly: HourlyService,
  ) {}

  async ledger(site: SiteEntity, year: number, nowMs: number): Promise<NonFossilLedger> {
    const zone = site.timezone;
    const span = yearSpan(year, zone);
    const supply = await this.supplies.supply(site, { span, nowMs });
    const inYear = supply.periods.filter((period) => isWithin(period, span));
    const history = await this.parameters.list(site.id, year);
    const latest = (name: LedgerParameterRecord['name']) => history.findLast((entry) => entry.name === name);
    const [k, limit] = [latest('apportionment'), latest('certificateLimitMwh')];
    const physical = physicalIn(supply.periods, supply.proofs, span);
    const purchased = sumKnown(inYear);
    const direct = new ExactDecimal(physical.find(({ id }) => id === 'direct')?.mwh ?? 0);
    // A direct line is bought, but not taken from the public grid.
    const offtakeMwh = purchased === null ? null : decimalText(purchased.minus(direct));
    const certificates = (await this.proofs.active(site.id)).filter(({ kind }) => kind === 'certificate');
    const usable = k === undefined || isFromZeroToOne(k.value);
    const ledger = nonFossilLedger({
      year,
      physical,
      trade: supply.proofs.filter(({ kind }) => kind === 'trade').map((proof) => partIn(proof, span)),
      certificates: certificates.map(({ id, mwh, generationMonth, retiredOn }) => ({
        id,
        mwh,
        generationMonth,
        retiredOn,
      })),
      offtakeMwh,
      certificateLimitMwh: limit?.value ?? null,
      apportionment: usable ? (k?.value ?? null) : null,
    });
    const match = await this.hourly.match(site, span, nowMs);
    return {
      year,
      offtakeMwh,
      apportionment: k === undefined ? null : { value: k.value, source: k.source },
      certificateLimitMwh: limit === undefined ? null : { value: limit.value, source: limit.source },
      ...ledger,
      lines: ledger.lines.map((line) =>
        line.way === 'apportioned' && !usable ? { ...line, mwh: null, reason: unusable(k.value) } : line,
      ),
      certificates: [...ledger.certificates],
      monthsWithoutPurchase: inYear
        .filter(({ fromMs, purchasedMwh }) => purchasedMwh === null && fromMs < nowMs)
        .map(({ fromMs }) => monthLabel(fromMs, zone))
        .filter((month, index, all) => all.indexOf(month) === index),
      history: history.map(({ recordedAt, ...entry }) => ({
        ...entry,
        recordedAt: recordedAt.toISOString(),
      })),
      hourlyMatch: {
        ...match,
        matchedMwh: Number(match.matchedMwh),
        loadMwh: Number(match.loadMwh),
        generationMwh: Number(match.generationMwh),
        unmatchedMwh: Number(match.unmatchedMwh),
        surplusMwh: Number(match.surplusMwh),
        share: match.share === null ? null : Number(match.share),
      },
    };
  }
}

/** Why a coefficient of before it was checked is not used. */
const unusable = (value: string): Bilingual => ({
  zh: `已录入的省级分摊系数 ${value} 不在 0 至 1 之间，未采用；合计不含分摊，请重新录入`,
  en: `The coefficient recorded for the province, ${value}, is not between 0 and 1 and is not used; the total is without apportionment. Record it anew`,
});

/** Own generation and direct lines of the year: as claimed, at most what is metered and bought. */
const physicalIn = (
  periods: readonly PurchasePeriod[],
  proofs: readonly StoredProof[],
  span: Span,
): LedgerItem[] => {
  const splits = attributesByPeriod({ periods, proofs, treatment: AS_CLAIMED }).periods;
  return (['own', 'direct'] as const).map((attribute) => {
    const mwh = periods.reduce((total, period, index) => {
      if (!isWithin(period, span)) return total;
      const line = splits[index]?.lines.find((entry) => entry.attribute === attribute);
      return total.plus(line?.mwh ?? 0);
    }, ZERO);
    return { id: attribute, mwh: decimalText(mwh) };
  });
};

const partIn = ({ id, mwh, fromMs, toMs }: StoredProof, span: Span): LedgerItem => {
  if (isWithin({ fromMs, toMs }, span)) return { id, mwh };
  const ms = Math.max(0, Math.min(toMs, span.toMs) - Math.max(fromMs, span.fromMs));
  const part = new ExactDecimal(mwh).times(ms).div(toMs - fromMs);
  return { id, mwh: decimalText(part.toDecimalPlaces(SHARE_DECIMALS)) };
};

const sumKnown = (periods: readonly PurchasePeriod[]): ExactDecimal | null => {
  const known = periods.flatMap(({ purchasedMwh }) => purchasedMwh ?? []);
  return known.length === 0 ? null : known.reduce((sum, mwh) => sum.plus(mwh), ZERO);
};

const yearSpan = (year: number, zone: string): Span => {
  const inside = Date.UTC(year, 5, 30);
  return { fromMs: startOf(inside, 'year', zone), toMs: startOf(inside, 'year', zone, 1) };
};
