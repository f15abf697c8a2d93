import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PutMeter } from '@zerofab/contracts';
import { refused, refusedField } from '@zerofab/vocabulary';
import { DataSource, In, type EntityManager } from 'typeorm';
import { checkEffectiveFrom, type DatedChange } from './dated.js';
import { MeterEntity, RegisterEntity, SiteEntity, type SiteUnitRow } from './entities.js';
import { noteMeter } from './meter-history.store.js';
import { saveRegisters } from './register-writer.js';
import { checkUnits, checkUnitOfMeter } from './site-units.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is defined about a site, beside its units. */
export type SiteFields = Omit<SiteEntity, 'id' | 'code' | 'units'>;

/** Sites, meters, registers and meter credentials: questions, and the writing half of their changes. */
@Injectable()
export class SiteStore {
  constructor(private readonly dataSource: DataSource) {}

  async listSites(): Promise<SiteEntity[]> {
    return this.dataSource.getRepository(SiteEntity).find({ order: { demo: 'ASC', code: 'ASC' } });
  }

  /** @throws RefusedError not-found */
  async requireSite(code: string): Promise<SiteEntity> {
    const site = await this.dataSource.getRepository(SiteEntity).findOneBy({ code });
    if (site === null)
      throw refused('unknown-site', {
        zh: `没有您可查看的站点“${code}”；GET /api/v1/sites 列出您的站点`,
        en: `There is no site "${code}" that you may see; GET /api/v1/sites lists yours`,
      });
    return site;
  }

  /**
   * Writes a site, in the transaction of its journal entry: sites are changed through `SiteRecords` of libs/records.
   */
  async writeSite(manager: EntityManager, code: string, fields: SiteFields): Promise<void> {
    const sites = manager.getRepository(SiteEntity);
    const site = Object.assign((await sites.findOneBy({ code })) ?? new SiteEntity(), { code, ...fields });
    await sites.save(site);
    await bumpVersion(manager);
  }

  /**
   * Writes the units of a site, in the transaction of their journal entry (see `SiteRecords`).
   * @throws RefusedError invalid unknown parent, a circle of parents, a unit left out that a meter still measures
   */
  async writeUnits(manager: EntityManager, siteId: number, units: readonly SiteUnitRow[]): Promise<void> {
    checkUnits(units, await manager.getRepository(MeterEntity).findBy({ siteId }));
    await manager.update(SiteEntity, { id: siteId }, { units: [...units] });
    await bumpVersion(manager);
  }

  /** Meters of a site with their registers in use, in the order of their codes. */
  async listMeters(siteId: number): Promise<MeterEntity[]> {
    const meters = await this.dataSource.getRepository(MeterEntity).find({
      where: { siteId },
      relations: { registers: true },
      order: { code: 'ASC', registers: { position: 'ASC' } },
    });
    for (const meter of meters) meter.registers = meter.registers.filter((register) => !register.retired);
    return meters;
  }

  /**
   * @param withRetired also the registers that were left out of the meter: what they counted can still be read
   * @throws RefusedError not-found
   */
  async requireMeter(site: SiteEntity, code: string, withRetired = false): Promise<MeterEntity> {
    const meter = await this.dataSource.getRepository(MeterEntity).findOne({
      where: { siteId: site.id, code },
      relations: { registers: true },
      order: { registers: { position: 'ASC' } },
    });
    if (meter === null) {
      throw refused('unknown-meter', {
        zh: `站点“${site.code}”没有计量器具“${code}”；GET /api/v1/sites/${site.code}/meters 列出全部`,
        en: `Site "${site.code}" has no meter "${code}"; GET /api/v1/sites/${site.code}/meters lists them`,
      });
    }
    if (!withRetired) meter.registers = meter.registers.filter((register) => !register.retired);
    return meter;
  }

  /**
   * Writes a meter, in the transaction of its journal entry (see `SiteRecords`). A register that is left out is retired,
   * its readings stay. What changes how readings count holds from `effectiveFrom` on.
   * @throws RefusedError unknown-parent, circular-parent, register-changed, effective-from-needed, bad-effective-from
   */
  async writeMeter(
    manager: EntityManager,
    siteId: number,
    code: string,
    input: PutMeter,
    dated: DatedChange = { at: new Date() },
  ): Promise<void> {
    if (dated.effectiveFromMs !== undefined) checkEffectiveFrom(dated.effectiveFromMs, dated.at.getTime());
    const meters = manager.getRepository(MeterEntity);
    const all = await meters.findBy({ siteId });
    const before = all.find((meter) => meter.code === code);
    await checkUnitOfMeter(manager, siteId, input.unit ?? null);
    const stood = before === undefined ? undefined : { carrier: before.carrier, parentId: before.parentId };
    const meter = await meters.save(
      Object.assign(before ?? new MeterEntity(), {
        siteId,
        code,
        nameZh: input.name.zh,
        nameEn: input.name.en,
        carrier: input.carrier,
        location: input.location ?? null,
        unit: input.unit ?? null,
        parentId: parentIdOf(all, code, input.parent ?? null),
      }),
    );
    await noteMeter(manager, meter, stood, dated);
    await saveRegisters(manager, meter, input, dated);
    await bumpVersion(manager);
  }

  /** Makes a new password for a meter; the one before stops working. The platform keeps only its hash. */
  async writeCredentials(manager: EntityManager, meterId: number): Promise<string> {
    const password = randomBytes(24).toString('base64url');
    await manager.update(MeterEntity, { id: meterId }, { passwordSha256: sha256(password) });
    await bumpVersion(manager);
    return password;
  }

  /** Takes the password of a meter away; its session ends within a second. */
  async clearCredentials(manager: EntityManager, meterId: number): Promise<void> {
    await manager.update(MeterEntity, { id: meterId }, { passwordSha256: null });
    await bumpVersion(manager);
  }

  async registersByIds(ids: readonly number[]): Promise<RegisterEntity[]> {
    return this.dataSource
      .getRepository(RegisterEntity)
      .find({ where: { id: In([...ids]) }, relations: { meter: true } });
  }
}

/** Compares in constant time. */
export const passwordMatches = (passwordSha256: string, password: string): boolean =>
  timingSafeEqual(Buffer.from(passwordSha256, 'hex'), Buffer.from(sha256(password), 'hex'));

const bumpVersion = async (manager: EntityManager): Promise<void> => {
  await manager.query('UPDATE directory_version SET version = version + 1');
};

/**
 * The id of the meter that another is to be below; null for none.
 * @throws RefusedError unknown-parent, circular-parent
 */
export const parentIdOf = (
  all: readonly MeterEntity[],
  code: string,
  parentCode: string | null,
): number | null => {
  if (parentCode === null) return null;
  const parent = all.find((meter) => meter.code === parentCode);
  if (parent === undefined)
    throw refusedField('unknown-parent', 'parent', {
      zh: `该站点没有计量器具“${parentCode}”；请先建立上级计量器具`,
      en: `there is no meter "${parentCode}" at this site; create the parent first`,
    });
  const byId = new Map(all.map((meter) => [meter.id, meter]));
  for (
    let at: MeterEntity | undefined = parent;
    at !== undefined;
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  ) {
    if (at.code === code)
      throw refusedField('circular-parent', 'parent', {
        zh: `“${parentCode}”就是该计量器具或其下级；计量器具不能是自己的上级，请另选`,
        en: `"${parentCode}" is this meter or lies below it; a meter cannot be its own parent`,
      });
  }
  return parent.id;
};
