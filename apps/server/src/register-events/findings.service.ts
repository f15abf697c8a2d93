import { Injectable } from '@nestjs/common';
import { roundedConsumption } from '@zerofab/metering';
import { isoIn, resolveInstant } from '@zerofab/calendar';
import type { FindingsQuery, MeterFinding, MeterFindings } from '@zerofab/contracts';
import { FindingStore, readingUnitOf, SiteStore, type RegisterFinding } from '@zerofab/telemetry';
import { DOUBT_LABELS, DOUBTS, type Doubt } from '@zerofab/vocabulary';
import { proposalOf } from './proposal.js';

const isDoubt = (finding: RegisterFinding): finding is RegisterFinding & { readonly reason: Doubt } =>
  DOUBTS.some((doubt) => doubt === finding.reason);

/** Steps of a site's registers that do not count as they stand, with what is to be done about them. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly sites: SiteStore,
    private readonly findings: FindingStore,
  ) {}

  async list(siteCode: string, asked: FindingsQuery): Promise<MeterFindings> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const meters =
      asked.meter === undefined
        ? await this.sites.listMeters(site.id)
        : [await this.sites.requireMeter(site, asked.meter)];
    const registers = new Map(
      meters.flatMap((meter) =>
        meter.registers.map((register) => [register.id, { meter, register }] as const),
      ),
    );
    const instant = (text: string | undefined, field: string): number | undefined =>
      text === undefined ? undefined : resolveInstant(text, zone, field);
    const { total, items } = await this.findings.doubts([...registers.keys()], {
      fromMs: instant(asked.from, 'from'),
      toMs: instant(asked.to, 'to'),
      limit: asked.limit,
    });
    const resets = await this.findings.resets([...new Set(items.map(({ registerId }) => registerId))]);
    return {
      total,
      items: items.filter(isDoubt).flatMap((finding): MeterFinding[] => {
        const known = registers.get(finding.registerId);
        if (known === undefined) return [];
        return [
          {
            meter: known.meter.code,
            register: known.register.code,
            reason: finding.reason,
            text: DOUBT_LABELS[finding.reason],
            from: isoIn(finding.fromMs, zone),
            at: isoIn(finding.atMs, zone),
            until: isoIn(finding.untilMs, zone),
            before: finding.before,
            shown: finding.shown,
            readingUnit: readingUnitOf(known.register),
            amount: roundedConsumption(finding.amount),
            unit: known.register.unit,
            proposal: proposalOf(finding, resets.get(finding.registerId) ?? []),
          },
        ];
      }),
    };
  }
}
