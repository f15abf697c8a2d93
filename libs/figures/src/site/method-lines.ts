import { type Method } from '@zerofab/accounting';
import { ExactDecimal } from '@zerofab/units';
import { countsAsCo2, type Bilingual, type MethodScope } from '@zerofab/vocabulary';
import type { GasTerm, GasLine } from '../domain/figure.js';
import type { SourceDefinition } from '../domain/source.js';

/** A line of the method in its own words: the classes it puts there, added up. */
export interface MethodLine {
  readonly scope: MethodScope;
  readonly line: Bilingual;
  readonly sign: number;
  readonly tco2e: number;
  readonly exact: ExactDecimal;
  readonly sources: string[];
  readonly terms: readonly GasTerm[];
}

/** The lines of the method, in the order of its classes; classes without a figure are left out. */
export const methodLines = (terms: readonly GasTerm[], method: Method): MethodLine[] => {
  const lines = new Map<string, MethodLine>();
  for (const [category, rule] of Object.entries(method.classes)) {
    const own = terms.filter((term) => term.category === category);
    if (own.length === 0) continue;
    const key = `${rule.scope} ${rule.line.en}`;
    const before = lines.get(key);
    const exact = own.reduce((sum, term) => sum.plus(term.tco2e), before?.exact ?? new ExactDecimal(0));
    lines.set(key, {
      scope: rule.scope,
      line: rule.line,
      sign: rule.sign,
      exact,
      tco2e: exact.toNumber(),
      sources: [...new Set([...(before?.sources ?? []), ...own.map((term) => term.ref ?? term.name)])],
      terms: [...(before?.terms ?? []), ...own],
    });
  }
  return [...lines.values()];
};

/** Mass of a gas over an inventory, and its CO2 equivalent with the sign of each class. */
export interface GasTotal {
  readonly gas: string;
  readonly tonnes: number;
  readonly tco2e: number;
}

/** Totals by gas over what stands in the total of the method: masses, and CO2 equivalent with the sign of the class. */
export const gasTotals = (
  terms: readonly GasTerm[],
  sources: readonly { readonly code: string; readonly gases: readonly GasLine[] }[],
  method: Method,
): GasTotal[] => {
  const counted = terms.filter((term) => {
    const scope = method.classes[term.category]?.scope;
    return method.total.some((own) => own === scope);
  });
  const gases = [...new Set(counted.map((term) => term.gas))];
  return gases.map((gas) => {
    let tonnes = new ExactDecimal(0);
    let tco2e = new ExactDecimal(0);
    for (const term of counted.filter((candidate) => candidate.gas === gas)) {
      const sign = method.classes[term.category]?.sign ?? 1;
      const line = sources
        .find((source) => source.code === term.ref)
        ?.gases.find((candidate) => candidate.gas === gas);
      tco2e = tco2e.plus(new ExactDecimal(term.tco2e).times(sign));
      tonnes = tonnes.plus(
        new ExactDecimal(countsAsCo2(gas) ? term.tco2e : (line?.exactTonnes ?? '0')).times(sign),
      );
    }
    return { gas, tonnes: tonnes.toNumber(), tco2e: tco2e.toNumber() };
  });
};

/** 1 for what adds to the total of the method, −1 for what it subtracts, 0 for what stands beside it. */
export const weightInTotal = ({ category }: Pick<SourceDefinition, 'category'>, method: Method): number => {
  const rule = method.classes[category];
  return rule !== undefined && method.total.some((scope) => scope === rule.scope) ? rule.sign : 0;
};
