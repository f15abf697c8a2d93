import { baseYearRule, sumEmissions, type BaseYearAmount, type BaseYearChange } from '@zerofab/accounting';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual, Trace } from '@zerofab/vocabulary';
import type { BoundaryChange, FixedBaseYear } from '../domain/boundary.js';

/** A source of the base year, as its inventory gave it. */
interface BaseYearSource {
  readonly code: string;
  readonly reason: Bilingual | null;
  readonly exact: string | null;
  readonly weight?: number | undefined;
  readonly trace: Trace | null;
}
/** The inventory of a base year, as far as changes are worked out from it. */
export interface BaseYearInventory {
  readonly from: string;
  readonly method: { readonly id: string };
  readonly complete: boolean;
  readonly exact: { readonly total: string | null };
  readonly sources: readonly BaseYearSource[];
}

const amount = (tco2e: string, ref: string): BaseYearAmount => ({ tco2e, ref, trace: null });
export const inventoryRef = (inventory: BaseYearInventory): string =>
  `inventory ${inventory.from.slice(0, 4)} ${inventory.method.id}`;

const UNKNOWN: Bilingual = {
  zh: '未给出该单元在基准年的排放量；请在变化的 effect 中填写',
  en: 'The base-year emissions it touches are not given; fill in the effect of the change',
};
const noFigure = (code: string, reason: Bilingual | null): Bilingual => ({
  zh: `排放源 ${code} 在基准年没有数据${reason === null ? '（不在清单内）' : `：${reason.zh}`}`,
  en: `Source ${code} has no figure in the base year${reason === null ? ' (not in the inventory)' : `: ${reason.en}`}`,
});

/** What a source adds to the total: subtracted lines negative, lines beside the total nothing. */
const termOf = (source: BaseYearSource, exact: string) => {
  const weight = source.weight ?? 1;
  return weight === 1
    ? { name: source.code, tco2e: exact, ref: source.code, trace: source.trace }
    : {
        name: source.code,
        tco2e: decimalText(new ExactDecimal(exact).times(weight)),
        ref: source.code,
        trace: null,
      };
};

/** What the sources of a unit emitted in the base year, or which of them has no figure. */
const emissionsOf = (codes: readonly string[], inventory: BaseYearInventory): BaseYearAmount | Bilingual => {
  const terms = [];
  for (const code of new Set(codes)) {
    const source = inventory.sources.find((candidate) => candidate.code === code);
    if (source === undefined || source.exact === null) return noFigure(code, source?.reason ?? null);
    terms.push(termOf(source, source.exact));
  }
  const { tco2e, trace } = sumEmissions(terms);
  return { tco2e, trace, ref: inventoryRef(inventory) };
};

const isUnknown = (value: BaseYearAmount | Bilingual): value is Bilingual => 'zh' in value;

/** What the base year looks like now, under its own method and under others that a change names. */
export interface RecomputedBaseYear<I extends BaseYearInventory = BaseYearInventory> {
  readonly own: I | null;
  readonly byMethod: ReadonlyMap<string, I>;
}

const METHOD_MISSING: Bilingual = {
  zh: '该方法下基准年没有总量',
  en: 'The base year has no total under that method',
};

/** A recorded change as the engine takes it: with the emissions of the base year before and after it. */
export const toBaseYearChange = (change: BoundaryChange, now: RecomputedBaseYear): BaseYearChange => {
  const { id, kind, effect } = change;
  const head = { id, kind };
  const { own } = now;
  switch (effect?.kind) {
    case undefined:
      return { ...head, unknown: UNKNOWN };
    case 'given': {
      const given = amount(effect.tco2e, effect.source);
      return baseYearRule(kind) === 'arrives' ? { ...head, after: given } : { ...head, before: given };
    }
    case 'sources': {
      if (own === null) return { ...head, unknown: UNKNOWN };
      const before = emissionsOf(effect.sources, own);
      return isUnknown(before) ? { ...head, unknown: before } : { ...head, before };
    }
    case 'totals':
      return {
        ...head,
        before: amount(effect.before, effect.source),
        after: amount(effect.after, effect.source),
      };
    case 'method': {
      const other = now.byMethod.get(effect.method);
      const [before, after] = [own?.exact.total ?? null, other?.exact.total ?? null];
      if (own === null || other === undefined || before === null || after === null)
        return { ...head, unknown: METHOD_MISSING };
      return {
        ...head,
        before: amount(before, inventoryRef(own)),
        after: amount(after, inventoryRef(other)),
      };
    }
  }
};

/** Why a change does not count for this base year at all; null when it does. */
export const notCounted = (change: BoundaryChange, fixed: FixedBaseYear): Bilingual | null => {
  if (fixed.includes.includes(change.id)) {
    return { zh: '已在上次重算中计入基准年', en: 'The base year holds it since its last recalculation' };
  }
  if (change.date < `${String(fixed.year)}-01-01`) {
    return { zh: '发生在基准年之前', en: 'Happened before the base year' };
  }
  if (
    baseYearRule(change.kind) === 'corrects' &&
    change.kind !== 'methodChange' &&
    change.effect === undefined &&
    fixed.inventoryTco2e !== null
  ) {
    return {
      zh: '平台重新核算基准年时已包含该更正，见“重新核算”一项',
      en: 'Contained in the inventory of the base year as it is computed now, see the recomputed inventory',
    };
  }
  return null;
};
