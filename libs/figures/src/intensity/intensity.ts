import { calculateFormula, readyFormula, type Formula } from '@zerofab/accounting';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual, Trace } from '@zerofab/vocabulary';

/** A known amount with its trace, or why it is not known. */
export type Amount =
  | { readonly state: 'value'; readonly value: string; readonly unit: string; readonly trace: Trace | null }
  | { readonly state: 'missing'; readonly reason: Bilingual };

/** An intensity, or why there is none. */
export type Intensity =
  | { readonly state: 'value'; readonly value: string; readonly unit: string; readonly trace: Trace }
  | { readonly state: 'missing'; readonly reason: Bilingual };

const known = new Map<string, Formula>();
/** Pairs of units are few; a site that names hundreds of products must not fill the memory. */
const MOST_KEPT = 500;

const input = (name: string, symbol: string, unit: string, zh: string, en: string) => ({
  name,
  symbol,
  unit,
  description: { zh, en },
  role: 'parameter' as const,
  min: null,
  max: null,
});

const ready = (amount: string, per: string, unit: string): Formula => {
  const key = `${amount}|${per}|${unit}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const made = readyFormula({
    id: `intensity ${unit}`,
    edition: '2025',
    standard: 'GB/T 36132-2025',
    clause: 'B.1 – B.4',
    name: { zh: '强度', en: 'intensity' },
    text: 'e = E·s / P',
    expression: 'amount * share / per',
    confidence: 'transcribed',
    classes: [],
    gas: null,
    inputs: [
      input('amount', 'E', amount, '能耗或排放量', 'energy or emissions'),
      input('share', 's', 'fraction', '分摊比例', 'allocated share'),
      input('per', 'P', per, '产量、产值等', 'output, value and the like'),
    ],
    groups: [],
    constants: [],
    checks: [],
    output: { name: 'intensity', symbol: 'e', unit },
    note: null,
  });
  if (known.size < MOST_KEPT) known.set(key, made);
  return made;
};

/**
 * Intensity e = E·s/P: per unit of a product, per output value, per value added.
 * @param share part of the amount that belongs to what it is divided by: 1, or what the allocation gives a product
 * @param unit of the result, e.g. kgce/t; missing inputs and a divisor of 0 make it missing, never infinite and never 0
 */
export const intensityOf = (amount: Amount, per: Amount, share: ExactDecimal, unit: string): Intensity => {
  if (amount.state === 'missing') return amount;
  if (per.state === 'missing') return per;
  if (new ExactDecimal(per.value).isZero())
    return {
      state: 'missing',
      reason: {
        zh: '分母为 0：强度无法计算，按缺失处理',
        en: 'the divisor is 0: an intensity cannot be worked out and counts as missing',
      },
    };
  const given = (each: typeof amount) => ({
    value: each.value,
    unit: each.unit,
    origin: each.trace === null ? ('given' as const) : ('formula' as const),
    trace: each.trace,
  });
  const [wanted = unit, denominator = per.unit] = unit.split('/');
  const figure = calculateFormula(ready(wanted, denominator, unit), {
    amount: given(amount),
    share: { value: decimalText(share), unit: 'fraction', origin: 'given' },
    per: given(per),
  });
  return { state: 'value', value: figure.value, unit: figure.unit, trace: figure.trace };
};
