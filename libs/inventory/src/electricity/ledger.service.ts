import { Injectable } from '@nestjs/common';
import { hourlyMatch, nonFossilLedger } from '@zerofab/accounting';
import type { NonFossilLedger } from '@zerofab/contracts';
import {
  bucketBorders,
  mainRegister,
  resolveInstant,
  SiteStore,
  type SiteEntity,
  type Span,
} from '@zerofab/telemetry';
import { convert, decimalText, ExactDecimal } from '@zerofab/units';
import { ActivityReader } from '../inventory/activity-reader.js';
import { totalActivity } from '../inventory/activity.js';
import { SourceStore } from '../sources/source.store.js';
import { ProofStore, type StoredProof } from './proof.store.js';

/** The non-fossil electricity ledger of a site and year (发改能源〔2026〕622号), beside the emission methods. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
    private readonly proofs: ProofStore,
  ) {}

  async ledger(site: SiteEntity, year: number, nowMs: number): Promise<NonFossilLedger> {
    const zone = site.timezone;
    const months = bucketBorders(yearSpan(year, zone), 'month', zone);
    const span = { fromMs: months[0] ?? 0, toMs: months.at(-1) ?? 0 };
    const all = (await this.proofs.list(site.id)).filter(({ withdrawnAt }) => withdrawnAt === null);
    const inYear = all.filter(({ fromMs }) => fromMs >= span.fromMs && fromMs < span.toMs);
    const parameters = await this.proofs.ledgerParameters(site.id, year);
    const offtakeMwh = await this.offtake(site, months, nowMs);
    const amounts = (proofs: readonly StoredProof[], ...kinds: readonly string[]): string[] =>
      proofs.filter(({ kind }) => kinds.includes(kind)).map(({ mwh }) => mwh);
    const ledger = nonFossilLedger({
      physicalMwh: amounts(inYear, 'own', 'direct'),
      tradeMwh: amounts(inYear, 'trade'),
      // By the year of generation, not of retirement or use.
      certificateMwh: amounts(
        all.filter(({ generationMonth }) => generationMonth?.startsWith(String(year)) === true),
        'certificate',
      ),
      offtakeMwh,
      certificateLimitMwh: parameters.get('certificateLimitMwh')?.value ?? null,
      apportionment: parameters.get('apportionment')?.value ?? null,
    });
    return {
      year,
      offtakeMwh,
      apportionment: parameters.get('apportionment') ?? null,
      certificateLimitMwh: parameters.get('certificateLimitMwh') ?? null,
      ...ledger,
      lines: [...ledger.lines],
      hourlyMatch: await this.hourly(site, span, nowMs),
    };
  }

  /** Electricity taken from the public grid: what the purchased-electricity sources measured. */
  private async offtake(site: SiteEntity, borders: readonly number[], nowMs: number): Promise<string | null> {
    const sources = (await this.sources.list(site.id)).filter(
      ({ category, included }) => category === 'purchasedElectricity' && included !== false,
    );
    const data = await this.activity.read(site, sources, borders, nowMs);
    const known = data.flatMap(({ activity }) => {
      const { value } = totalActivity(activity.periods, nowMs);
      return value === null ? [] : [convert(decimalText(value), activity.unit, 'MWh')];
    });
    return known.length === 0
      ? null
      : decimalText(known.reduce((sum, value) => sum.plus(value), new ExactDecimal(0)));
  }

  /** Hours of own generation (meters of carrier pv) against the load: purchase plus own generation. */
  private async hourly(site: SiteEntity, span: Span, nowMs: number): Promise<NonFossilLedger['hourlyMatch']> {
    const borders = bucketBorders(
      { fromMs: span.fromMs, toMs: Math.min(span.toMs, nowMs) },
      'hour',
      site.timezone,
    );
    const meters = await this.sites.listMeters(site.id);
    const generation = meters.flatMap((meter) => (meter.carrier === 'pv' ? (mainRegister(meter) ?? []) : []));
    const purchase = (await this.sources.list(site.id)).flatMap(({ category, activity }) =>
      category === 'purchasedElectricity' && activity.kind === 'meters' ? activity.registers : [],
    );
    const bought = purchase.flatMap(({ meter: code, register: name, sign }) => {
      const register = meters
        .find(({ code: own }) => own === code)
        ?.registers.find(({ code: own }) => own === name);
      return register === undefined ? [] : [{ register, sign }];
    });
    if (generation.length === 0 || bought.length === 0 || borders.length < 2) return hourlyMatch([]);
    const sums = await this.activity.registerSums(
      [...generation, ...bought.map(({ register }) => register)].map(({ id }) => id),
      borders,
    );
    const mwhIn = (register: { id: number; unit: string }, at: number): number | null => {
      const value = sums.get(register.id)?.get(at)?.value ?? null;
      return value === null ? null : value * convert('1', register.unit, 'MWh').toNumber();
    };
    const add = (values: readonly (number | null)[]): number | null =>
      values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return hourlyMatch(
      borders.slice(0, -1).map((at) => {
        const made = add(generation.map((register) => mwhIn(register, at)));
        const taken = add(
          bought.map(({ register, sign }) => {
            const mwh = mwhIn(register, at);
            return mwh === null ? null : mwh * sign;
          }),
        );
        return { load: made === null || taken === null ? null : made + taken, generation: made };
      }),
    );
  }
}

const yearSpan = (year: number, zone: string): Span => ({
  fromMs: resolveInstant(`${String(year)}-01-01`, zone, 'year'),
  toMs: resolveInstant(`${String(year + 1)}-01-01`, zone, 'year'),
});
