import { Injectable } from '@nestjs/common';
import { sumEmissions } from '@zerofab/accounting';
import type { Inventory, OrganisationInventory } from '@zerofab/contracts';
import { type SiteEntity } from '@zerofab/telemetry';
import type { Bilingual } from '@zerofab/vocabulary';
import { resolveSpan } from '@zerofab/calendar';
import { InventoryService } from '../inventory/inventory.service.js';
import { FrozenInventories } from '../periods/frozen-inventories.service.js';

type SiteLine = OrganisationInventory['sites'][number];
type Scope = keyof Inventory['exact'];

const SIMULATED: Bilingual = {
  zh: '模拟演示站点，不与真实站点相加',
  en: 'A simulated site is not added to real ones',
};

const noTotal = (missing: readonly string[], inventory: Inventory): Bilingual => {
  if (inventory.sources.length === 0) {
    return { zh: '该年没有计入的排放源', en: 'No emission source counts in this year' };
  }
  const codes = missing.join(', ');
  return { zh: `排放源没有数据：${codes}`, en: `Sources without a figure: ${codes}` };
};

const lineOf = (site: SiteEntity, inventory: Inventory, counted: boolean): SiteLine => {
  const { directTco2e, indirectTco2e, totalTco2e, exact, complete } = inventory;
  const missing = inventory.sources.filter(({ status }) => status === 'missing').map(({ code }) => code);
  const reason = totalTco2e === null ? noTotal(missing, inventory) : counted ? null : SIMULATED;
  return {
    code: site.code,
    name: { zh: site.nameZh, en: site.nameEn },
    organisation: site.organisation,
    demo: site.demo,
    counted: counted && totalTco2e !== null,
    complete,
    missing,
    reason,
    method: inventory.method.id,
    reporting: inventory.reporting ?? null,
    directTco2e,
    indirectTco2e,
    totalTco2e,
    exact,
  };
};

/** Sum over the sites that have the figure; null where none has. */
const sumOf = (sites: readonly SiteLine[], scope: Scope) => {
  const terms = sites.flatMap(({ code, counted, exact }) => {
    const tco2e = counted ? exact[scope] : null;
    return tco2e === null ? [] : [{ name: code, tco2e, ref: `site:${code}`, trace: null }];
  });
  return terms.length === 0 ? null : sumEmissions(terms);
};
const numberOf = (sum: ReturnType<typeof sumOf>): number | null => (sum === null ? null : Number(sum.tco2e));

/** Sites rolled up to the organisation. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
  ) {}

  /**
   * Inventories of a calendar year, each in the time zone of its site, and their sum. A site without a total is named
   * and not in the sum; simulated sites count only among themselves. A locked year is its latest version, unless
   * another method than its own is asked for.
   * @throws RefusedError invalid for an unknown method
   */
  async inventory(
    sites: readonly SiteEntity[],
    year: number,
    method: string | undefined,
    nowMs: number,
  ): Promise<OrganisationInventory> {
    const real = sites.some(({ demo }) => !demo);
    const lines: SiteLine[] = [];
    const methods = new Map<string, NonNullable<OrganisationInventory['method']>>();
    for (const site of sites) {
      const span = resolveSpan(String(year), String(year + 1), site.timezone);
      const question = { span, method, nowMs };
      const inventory = await this.frozen.orComputed(site, question, () =>
        this.inventories.inventory(site, question),
      );
      lines.push(lineOf(site, inventory, !(real && site.demo)));
      const { id, name } = inventory.method;
      methods.set(id, { id, name });
    }
    const expected = lines.filter(({ demo }) => !(real && demo));
    const missing = expected.filter(({ totalTco2e }) => totalTco2e === null).map(({ code }) => code);
    const [direct, indirect, total] = [
      sumOf(lines, 'direct'),
      sumOf(lines, 'indirect'),
      sumOf(lines, 'total'),
    ];
    return {
      year,
      method: methods.size === 1 ? ([...methods.values()][0] ?? null) : null,
      sites: lines,
      sum: {
        directTco2e: numberOf(direct),
        indirectTco2e: numberOf(indirect),
        totalTco2e: numberOf(total),
        exact: {
          direct: direct?.tco2e ?? null,
          indirect: indirect?.tco2e ?? null,
          total: total?.tco2e ?? null,
        },
        trace: total?.trace ?? null,
      },
      complete: expected.length > 0 && expected.every(({ complete }) => complete),
      missing,
    };
  }
}
