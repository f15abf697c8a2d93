import { Injectable } from '@nestjs/common';
import type { FactorsInUse } from '@zerofab/contracts';
import { siteFigures } from '@zerofab/figures';
import { type SiteEntity } from '@zerofab/telemetry';
import { isoIn } from '@zerofab/calendar';
import { InventoryService, requireMethod } from '../inventory/inventory.service.js';
import type { InventoryQuestion } from '../inventory/site-activity.js';

type Use = FactorsInUse['items'][number];

/** Where factors are used: read off the figures themselves, so that what is listed is what counted. */
@Injectable()
export class FactorUseService {
  constructor(private readonly inventories: InventoryService) {}

  /**
   * Factors of the library behind the figures of a span under a method, each with the sources that use it.
   * @throws RefusedError invalid for an unknown method
   */
  async inUse(site: SiteEntity, question: InventoryQuestion): Promise<FactorsInUse> {
    const method = requireMethod(question.method);
    const { data: read, facts } = await this.inventories.read(site, question);
    const uses = new Map<string, Use>();
    for (const { data, figure } of siteFigures(facts, read, method)) {
      for (const factor of figure.factors) {
        const key = `${factor.id} ${factor.version}`;
        const use = uses.get(key) ?? {
          id: factor.id,
          value: factor.value,
          unit: factor.unit,
          version: factor.version,
          sources: [],
        };
        const { code, name } = data.source;
        const known = use.sources.find((source) => source.code === code);
        if (known === undefined) use.sources.push({ code, name, tco2e: figure.tco2e, roles: [factor.role] });
        else if (!known.roles.includes(factor.role)) known.roles.push(factor.role);
        uses.set(key, use);
      }
    }
    return {
      from: isoIn(question.span.fromMs, site.timezone),
      to: isoIn(question.span.toMs, site.timezone),
      method: method.id,
      items: [...uses.values()],
    };
  }
}
