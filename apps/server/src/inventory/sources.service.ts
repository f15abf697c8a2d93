import { Injectable } from '@nestjs/common';
import {
  scopeOf,
  type ActivityRecord,
  type PostActivityData,
  type PutSource,
  type Source,
} from '@zerofab/contracts';
import { FactorError, gridRegion, gridRegions } from '@zerofab/factors';
import {
  ActivityStore,
  chooseFactors,
  defaultFactor,
  SourceStore,
  type ManualRecord,
  type SourceDefinition,
} from '@zerofab/inventory';
import { invalid, type Principal } from '@zerofab/platform';
import { dayLabel, isoIn, resolveInstant, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { convert, findUnit, UnitError } from '@zerofab/units';

const toSource = (source: SourceDefinition): Source => ({
  code: source.code,
  name: source.name,
  category: source.category,
  scope: scopeOf(source.category),
  activity: source.activity,
  factor: source.factor,
  calculation: source.calculation ?? null,
  gas: source.gas ?? null,
  method: source.method,
  part: source.part ?? null,
  facility: source.facility ?? null,
  system: source.system ?? 'main',
  included: source.included ?? true,
  reason: source.reason ?? null,
  validFrom: source.validFrom ?? null,
  validTo: source.validTo ?? null,
  crossCheck: source.crossCheck ?? null,
  version: source.version,
});

const toRecord = (record: ManualRecord, zone: string): ActivityRecord => ({
  id: record.id,
  source: record.source,
  stream: record.stream,
  from: isoIn(record.fromMs, zone),
  to: isoIn(record.toMs, zone),
  quantity: record.quantity,
  unit: record.unit,
  evidence: record.evidence,
  enteredBy: record.enteredBy,
  enteredAt: record.enteredAt.toISOString(),
  replacedBy: record.replacedBy,
});

const refuse = (field: string, detail: string): never => {
  throw invalid('validation', `${field}: ${detail}`, [{ field, detail }]);
};

/** Emission sources and manual activity data: checked before they are kept. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly records: ActivityStore,
  ) {}

  async list(siteCode: string): Promise<Source[]> {
    const site = await this.sites.requireSite(siteCode);
    return (await this.sources.list(site.id)).map(toSource);
  }

  async put(siteCode: string, code: string, body: PutSource, asker: Principal): Promise<Source> {
    const site = await this.sites.requireSite(siteCode);
    await this.checkBinding(site, body);
    this.checkFactor(site, code, body);
    return toSource(await this.sources.save(site.id, code, body, asker.username));
  }

  async listActivity(siteCode: string, source: string | undefined): Promise<ActivityRecord[]> {
    const site = await this.sites.requireSite(siteCode);
    return (await this.records.list(site.id, source)).map((record) => toRecord(record, site.timezone));
  }

  async addActivity(siteCode: string, body: PostActivityData, asker: Principal): Promise<ActivityRecord> {
    const site = await this.sites.requireSite(siteCode);
    const source = await this.sources.require(site.id, body.source);
    if (source.activity.kind !== 'manual')
      return refuse('source', `"${source.code}" is bound to meters; it takes no manual activity data`);
    if (body.quantity.startsWith('-'))
      return refuse(
        'quantity',
        'activity data cannot be negative; use sign -1 in a binding, or an exported source',
      );
    this.checkUnit(body.unit, source.activity.unit);
    const fromMs = resolveInstant(body.from, site.timezone, 'from');
    const toMs = resolveInstant(body.to, site.timezone, 'to');
    if (toMs <= fromMs) return refuse('to', 'must be later than from; the span is half-open [from, to)');
    const { quantity, unit, evidence, replaces } = body;
    const added = await this.records.add(site.id, {
      source: source.code,
      fromMs,
      toMs,
      quantity,
      unit,
      evidence: evidence ?? null,
      enteredBy: asker.username,
      replaces,
    });
    return toRecord(added, site.timezone);
  }

  private checkUnit(unit: string, wanted: string): void {
    try {
      convert('1', unit, wanted);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      refuse('unit', error.text.en);
    }
  }

  private async checkBinding(site: SiteEntity, { activity }: PutSource): Promise<void> {
    if (activity.kind === 'manual') {
      if (findUnit(activity.unit) === undefined)
        refuse('activity.unit', `"${activity.unit}" is not a known unit; use t, kg, Nm3, kWh, GJ …`);
      return;
    }
    const meters = await this.sites.listMeters(site.id);
    const seen = new Set<string>();
    for (const [index, bound] of activity.registers.entries()) {
      const field = `activity.registers.${String(index)}`;
      const meter = meters.find((candidate) => candidate.code === bound.meter);
      if (meter === undefined)
        return refuse(`${field}.meter`, `there is no meter "${bound.meter}" at this site; create it first`);
      const register = meter.registers.find((candidate) => candidate.code === bound.register);
      if (register === undefined) {
        return refuse(
          `${field}.register`,
          `meter "${meter.code}" has no register "${bound.register}"; it has: ${meter.registers.map((r) => r.code).join(', ')}`,
        );
      }
      if (seen.has(`${meter.code}/${register.code}`))
        return refuse(field, `"${meter.code}/${register.code}" is bound twice; it would count twice`);
      seen.add(`${meter.code}/${register.code}`);
      if (register.kind === 'gauge')
        return refuse(
          `${field}.register`,
          `"${register.code}" is a gauge; activity data comes from a counter or interval register`,
        );
    }
  }

  private checkFactor(site: SiteEntity, code: string, body: PutSource): void {
    const choice = body.factor ?? defaultFactor(body.category);
    if (choice === undefined) {
      return refuse(
        'factor',
        'combustion needs its fuel, e.g. {"kind": "fuel", "fuel": "natural-gas"}, or a site factor',
      );
    }
    if (choice.kind === 'grid') {
      if (body.category !== 'purchasedElectricity')
        refuse('factor.kind', 'grid factors are for purchased electricity only');
      if (choice.region !== undefined && gridRegion(choice.region) === undefined) {
        const keys = gridRegions().map((region) => region.key);
        refuse('factor.region', `"${choice.region}" is no grid region; there are: ${keys.join(', ')}`);
      }
      // Whether a factor exists depends on the year; the inventory says so per span.
      return;
    }
    if (choice.kind === 'fuel' && !body.category.endsWith('Combustion'))
      refuse('factor.kind', 'fuel parameters are for combustion only');
    try {
      const now = Date.now();
      const accountingYear = new Date(now).getUTCFullYear();
      chooseFactors({
        category: body.category,
        choice,
        gridRegion: site.gridRegion,
        accountingYear,
        asOf: dayLabel(now, site.timezone),
        sourceVersion: 0,
      });
    } catch (error) {
      if (!(error instanceof FactorError)) throw error;
      refuse('factor', `${code}: ${error.text.en}`);
    }
  }
}
