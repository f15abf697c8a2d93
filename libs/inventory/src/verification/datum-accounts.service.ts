import { Injectable } from '@nestjs/common';
import { resolveSpan } from '@zerofab/calendar';
import type { Inventory, InventorySource } from '@zerofab/contracts';
import type { SiteEntity } from '@zerofab/telemetry';
import { convert, ExactDecimal, UnitError } from '@zerofab/units';
import { differencesOf, type Account, type AccountDifference, type Datum } from '@zerofab/verification';
import type { Bilingual } from '@zerofab/vocabulary';
import { CostStore } from '../cost/cost.store.js';
import { InventoryService } from '../inventory/inventory.service.js';
import { FrozenInventories } from '../periods/frozen-inventories.service.js';
import { SourceStore } from '../sources/source.store.js';

/** An account with where it comes from. */
export interface NamedAccount extends Account {
  readonly what: Bilingual;
}

/** What stands behind a datum: the line of its source over its span, and the accounts of it beside each other. */
export interface DatumAccounts {
  readonly line: InventorySource | undefined;
  readonly unit: string;
  readonly accounts: readonly NamedAccount[];
  readonly differences: readonly AccountDifference[];
  /** Evidence that energy bills name. */
  readonly documents: readonly string[];
  /** Figures of a locked version are shown; else those of now. */
  readonly frozen: boolean;
}

/** Kinds of line of a contract whose quantity is the energy of the month. */
const ENERGY_LINES = new Set(['banded', 'series', 'flat', 'tiers']);

interface Billed {
  readonly value: string;
  readonly contract: Bilingual;
  readonly evidence: string | null;
}

/** Accounts of the activity of a datum: what meters counted, what invoices charge, what people wrote down. */
@Injectable()
export class DatumAccountsService {
  constructor(
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
    private readonly sources: SourceStore,
    private readonly costs: CostStore,
  ) {}

  /** @param limit materiality in tCO2e that holds for the datum; null: none can be computed */
  async accounts(
    site: SiteEntity,
    datum: Datum,
    method: string,
    limit: string | null,
    nowMs: number,
  ): Promise<DatumAccounts> {
    const span = resolveSpan(datum.from, datum.to, site.timezone);
    const question = { span, nowMs, method };
    const locked = await this.frozen.answer(site, question);
    const inventory = locked ?? (await this.inventories.inventory(site, question));
    const line = inventory.sources.find(({ code }) => code === datum.source);
    if (line === undefined)
      return { line, unit: datum.unit, accounts: [], differences: [], documents: [], frozen: false };
    const billed = await this.billed(site, datum, line);
    const accounts = [
      ...(await this.ownAccounts(site, line)),
      ...billed.map(({ value, contract }): NamedAccount => ({
        kind: 'invoice',
        value,
        what: { zh: `能源账单 ${contract.zh}`, en: `Energy bill ${contract.en}` },
      })),
    ];
    return {
      line,
      unit: line.activity.unit,
      accounts: inOrder(accounts),
      differences: differencesOf(inOrder(accounts), perUnitOf(line), limit),
      documents: billed.flatMap(({ evidence }) => (evidence === null ? [] : [evidence])),
      frozen: locked !== undefined,
    };
  }

  /** The account that counts, and the second one the source is cross-checked with. */
  private async ownAccounts(site: SiteEntity, line: InventorySource): Promise<NamedAccount[]> {
    const definition = (await this.sources.list(site.id)).find(({ code }) => code === line.code);
    const metered = line.activity.kind === 'meters';
    const first: NamedAccount = {
      kind: metered ? 'meter' : 'ledger',
      value: line.activity.exact,
      what: metered
        ? { zh: '计量器具', en: 'Meters' }
        : { zh: '人工录入的台账', en: 'Ledger, entered by hand' },
    };
    const { crossCheck } = line;
    if (crossCheck === null || crossCheck === undefined) return [first];
    const second = definition?.crossCheck?.kind === 'meters' ? 'meter' : 'invoice';
    return [
      first,
      {
        kind: second,
        value: inUnit(crossCheck.value, crossCheck.unit, line.activity.unit),
        what: { zh: '交叉核对的第二口径', en: 'Second account of the cross-check' },
      },
    ];
  }

  /** Energy that bills of a month charge, of contracts over exactly the meters of the source. */
  private async billed(site: SiteEntity, datum: Datum, line: InventorySource): Promise<Billed[]> {
    const meters = new Set(line.activity.registers.map(({ meter }) => meter));
    if (meters.size === 0 || datum.kind !== 'line') return [];
    const held = (await this.costs.contracts(site.id)).filter(
      ({ validFrom }) => validFrom <= `${datum.label}-01`,
    );
    const latest = new Map(held.map((contract) => [contract.code, contract]));
    const found: Billed[] = [];
    for (const { code, meters: own, contract, name } of latest.values()) {
      if (own.length !== meters.size || own.some((meter) => !meters.has(meter))) continue;
      const invoice = await this.costs.invoice(site.id, code, datum.label);
      const energy = new Set(contract.lines.flatMap((one) => (ENERGY_LINES.has(one.kind) ? [one.code] : [])));
      const quantities = (invoice?.lines ?? []).flatMap(({ code: of, quantity }) =>
        energy.has(of) && quantity !== undefined ? [new ExactDecimal(quantity)] : [],
      );
      const [first, ...others] = quantities;
      if (invoice === undefined || first === undefined) continue;
      const sum = others.reduce((all, one) => all.plus(one), first).toFixed();
      const value = inUnit(sum, contract.unit ?? 'kWh', line.activity.unit);
      if (value !== null) found.push({ value, contract: name, evidence: invoice.evidence });
    }
    return found;
  }
}

const ORDER: readonly Account['kind'][] = ['meter', 'invoice', 'ledger'];
const inOrder = (accounts: readonly NamedAccount[]): NamedAccount[] =>
  accounts.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

const inUnit = (value: string | null, from: string, to: string): string | null => {
  if (value === null || from === to) return value;
  try {
    return convert(value, from, to).toFixed();
  } catch (error) {
    // Another quantity: the two accounts cannot be held against each other.
    if (error instanceof UnitError) return null;
    throw error;
  }
};

/** Emissions per unit of activity of a line, tCO2e. */
const perUnitOf = ({ exact, activity }: Inventory['sources'][number]): string | null => {
  if (exact === null || activity.exact === null) return null;
  const whole = new ExactDecimal(activity.exact);
  return whole.isZero() ? null : new ExactDecimal(exact).div(whole).abs().toFixed();
};
