import type { Meter, PutSite, Site } from '@zerofab/contracts';
import { gridRegion, gridRegions } from '@zerofab/factors';
import { lastReadingOf, stateOf } from '@zerofab/inventory';
import { readingUnitOf, type MeterEntity, type SiteEntity, type StoredReading } from '@zerofab/telemetry';
import { isoIn } from '@zerofab/calendar';
import { refusedField } from '@zerofab/vocabulary';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** ISO 3166 country, also with a subdivision (KR, DE-BY). */
const isCountry = (key: string): boolean => {
  const [, country] = /^([A-Z]{2})(?:-[A-Z0-9]{1,3})?$/.exec(key) ?? [];
  return country !== undefined && countryNames.of(country) !== undefined;
};

/**
 * A site's grid region: a key of the electricity factor table, or a country outside it, whose sites bring their own
 * factors.
 * @throws RefusedError invalid for anything else
 */
export const checkGridRegion = ({ gridRegion: key }: PutSite): void => {
  if (
    key === undefined ||
    key === null ||
    gridRegion(key) !== undefined ||
    (isCountry(key) && !key.startsWith('CN'))
  )
    return;
  const keys = gridRegions()
    .map((region) => region.key)
    .join(', ');
  throw refusedField('unknown-grid-region', 'gridRegion', {
    zh: `“${key}”既不是电力因子表中的区域（${keys}），也不是 ISO 3166 国家代码；请改用其一`,
    en: `"${key}" is no key of the electricity factor table (${keys}) and no ISO 3166 country; give one of these`,
  });
};

const warningsOf = (site: SiteEntity): string[] => {
  if (site.gridRegion === null)
    return ['gridRegion is not set: electricity sources need a factor of their own'];
  const region = gridRegion(site.gridRegion);
  if (region === undefined || region.factor === 'none') {
    return [
      `The factor library has no electricity factor for ${site.gridRegion}: give each electricity source a site factor with its source`,
    ];
  }
  return [];
};

export const toSite = (site: SiteEntity, version: number): Site => ({
  code: site.code,
  name: { zh: site.nameZh, en: site.nameEn },
  timezone: site.timezone,
  gridRegion: site.gridRegion,
  industry: site.industry,
  address: site.address,
  organisation: site.organisation,
  province: site.province,
  industryClass: site.industryClass,
  currency: site.currency,
  demo: site.demo,
  version,
  warnings: warningsOf(site),
});

export const toMeter = (
  meter: MeterEntity,
  all: readonly MeterEntity[],
  latest: ReadonlyMap<number, StoredReading>,
  version: number,
  zone: string,
  nowMs: number,
): Meter => {
  const last = lastReadingOf(meter, latest);
  const at = (date: Date): string => isoIn(date.getTime(), zone);
  return {
    code: meter.code,
    name: { zh: meter.nameZh, en: meter.nameEn },
    carrier: meter.carrier,
    parent: all.find((other) => other.id === meter.parentId)?.code ?? null,
    location: meter.location,
    unit: meter.unit,
    state: stateOf(meter, latest, nowMs),
    lastReadingAt: last === null ? null : at(last),
    silentSeconds: last === null ? null : Math.max(0, Math.round((nowMs - last.getTime()) / 1000)),
    statusSince: meter.statusSince === null ? null : at(meter.statusSince),
    hasCredentials: meter.passwordSha256 !== null,
    version,
    registers: meter.registers.map((register) => {
      const reading = latest.get(register.id);
      return {
        code: register.code,
        name: { zh: register.nameZh, en: register.nameEn },
        kind: register.kind,
        unit: readingUnitOf(register),
        multiplier: register.multiplier,
        rollover: register.rollover,
        interval: register.interval,
        maxRate: register.maxRate,
        net: register.net,
        dailyReset: register.dailyReset,
        last:
          reading === undefined
            ? null
            : { ts: at(reading.ts), value: reading.value, receivedAt: reading.receivedAt.toISOString() },
      };
    }),
  };
};
