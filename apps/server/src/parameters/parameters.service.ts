import { Injectable } from '@nestjs/common';
import type { Parameter, ParameterQuery, PostParameter } from '@zerofab/contracts';
import { FactorLibraryStore, ParameterStore, SourceStore } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { convert, findUnit } from '@zerofab/units';
import { isoIn, resolveInstant } from '@zerofab/calendar';
import { parameterDoubt, parameterForbidden, parameterUses, type ParameterRecord } from '@zerofab/figures';
import { RefusedError, refusalOfAll, refusedField } from '@zerofab/vocabulary';

const toParameter = (record: ParameterRecord, zone: string): Parameter => ({
  id: record.id,
  code: record.code,
  name: record.name,
  value: record.value,
  unit: record.unit,
  validFrom: isoIn(record.validFromMs, zone),
  validTo: isoIn(record.validToMs, zone),
  rung: record.rung,
  source: record.source,
  testMethod: record.testMethod,
  batch: record.batch,
  tonnage: record.tonnage,
  tonnageUnit: record.tonnageUnit,
  evidence: record.evidence,
  confirmed: record.confirmed,
  recordedAt: record.recordedAt.toISOString(),
  recordedBy: record.recordedBy,
  replacedBy: record.replacedBy,
});

/** Units in which a share or an oxidation factor is stated; nothing above 100 % is one. */
const isShare = (unit: string): boolean =>
  ['fraction', 'mass of carbon/mass'].includes(findUnit(unit)?.dimension ?? '');

/** The unit in which a share of 1 is the whole. */
const wholeOf = (unit: string): string => (findUnit(unit)?.dimension === 'fraction' ? 'fraction' : 'tC/t');

/** @throws RefusedError naming the field and what to do */
const refuse = (field: string, zh: string, en: string): never => {
  throw refusedField('validation', field, { zh, en });
};

/** @returns the unit's own symbol */
const unitOf = (body: PostParameter): string => {
  const unit = findUnit(body.unit)?.symbol;
  if (unit === undefined)
    return refuse(
      'unit',
      `单位“${body.unit}”无法识别；请使用 GJ/t、tC/t、tCO2/t、% 等`,
      `"${body.unit}" is not a known unit; use GJ/t, tC/t, tCO2/t, % …`,
    );
  if (body.value.startsWith('-'))
    return refuse(
      'value',
      '因子、含量或比例须大于等于 0；请更正',
      'a factor, content or share is 0 or more; correct it',
    );
  // Laboratories print carbon in kg/t or per cent as well: converted first, then judged.
  if (isShare(unit) && convert(body.value, unit, wholeOf(unit)).gt(1))
    return refuse(
      'value',
      `${body.value} ${unit} 超过 100 %；请核对单位`,
      `${body.value} ${unit} is above 100 %; check the unit`,
    );
  return unit;
};

/** Unit of the tonnage of a batch; null without one. */
const tonnageUnitOf = (body: PostParameter): string | null => {
  const tonnageUnit = body.tonnage === undefined ? null : (body.tonnageUnit ?? 't');
  if (tonnageUnit !== null && findUnit(tonnageUnit) === undefined)
    return refuse(
      'tonnageUnit',
      `单位“${tonnageUnit}”无法识别；请使用 t、kg、10^4Nm3 等`,
      `"${tonnageUnit}" is not a known unit; use t, kg, 10^4Nm3 …`,
    );
  return tonnageUnit;
};

/** Site parameters: laboratory results and supplier factors, with validity and history. */
@Injectable()
export class ParametersService {
  constructor(
    private readonly sites: SiteStore,
    private readonly parameters: ParameterStore,
    private readonly sources: SourceStore,
    private readonly libraries: FactorLibraryStore,
  ) {}

  async list(siteCode: string, query: ParameterQuery): Promise<Parameter[]> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const records =
      query.knownAt === undefined
        ? await this.parameters.list(site.id, query.code)
        : await this.parameters.believed(site.id, resolveInstant(query.knownAt, zone, 'knownAt'));
    const at = query.at === undefined ? undefined : resolveInstant(query.at, zone, 'at');
    return records
      .filter(({ code }) => query.code === undefined || code === query.code)
      .filter(({ validFromMs, validToMs }) => at === undefined || (validFromMs <= at && at < validToMs))
      .map((record) => toParameter(record, zone));
  }

  /** @throws RefusedError invalid naming the field and what to do */
  async add(siteCode: string, body: PostParameter, change: ChangeRequest): Promise<Parameter> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const unit = unitOf(body);
    const validFromMs = resolveInstant(body.validFrom, zone, 'validFrom');
    const validToMs = resolveInstant(body.validTo, zone, 'validTo');
    if (validToMs <= validFromMs)
      return refuse(
        'validTo',
        '必须晚于 validFrom；有效期为半开区间 [validFrom, validTo)',
        'must be later than validFrom; the validity is half-open [validFrom, validTo)',
      );
    const tonnageUnit = tonnageUnitOf(body);
    const earlier = (await this.parameters.list(site.id, body.code)).find(
      ({ replacedBy }) => replacedBy === null,
    );
    if (earlier !== undefined && findUnit(earlier.unit)?.dimension !== findUnit(unit)?.dimension)
      return refuse(
        'unit',
        `参数“${body.code}”已以 ${earlier.unit} 登记；参数的量纲不可更改，请换用同量纲单位或另取代码`,
        `"${body.code}" is recorded in ${earlier.unit}; a parameter keeps its dimension: use such a unit, or another code`,
      );
    await this.refuseUnlikely(site.id, { ...body, unit });
    const record = {
      code: body.code,
      name: body.name,
      value: body.value,
      unit,
      validFromMs,
      validToMs,
      rung: body.rung,
      source: body.source,
      testMethod: body.testMethod ?? null,
      batch: body.batch ?? null,
      tonnage: body.tonnage ?? null,
      tonnageUnit,
      evidence: body.evidence ?? null,
      confirmed: body.confirmed ?? null,
      replaces: body.replaces,
    };
    const added = await this.parameters.add(site, record, change);
    return toParameter(added, zone);
  }

  /**
   * @throws RefusedError validation where no reason makes the value right for its sources; needs-confirmation where it is
   * far from what the library holds and nobody confirmed it
   */
  private async refuseUnlikely(
    siteId: number,
    { code, value, unit, confirmed }: Pick<PostParameter, 'code' | 'value' | 'unit' | 'confirmed'>,
  ): Promise<void> {
    const [sources, library] = [await this.sources.list(siteId), await this.libraries.library()];
    const uses = parameterUses(sources, code);
    const forbidden = parameterForbidden({ value, unit }, uses, library);
    if (forbidden !== undefined) throw new RefusedError(refusalOfAll('validation', [forbidden]));
    const doubt = confirmed !== undefined ? undefined : parameterDoubt({ value, unit }, uses, library);
    if (doubt !== undefined) throw new RefusedError(refusalOfAll('needs-confirmation', [doubt]));
  }
}
