import { calculateFormula, type GivenInput as FormulaGiven } from '@zerofab/accounting';
import { convert, ExactDecimal } from '@zerofab/units';
import { refusedField, type Bilingual, type Trace, type TraceInput } from '@zerofab/vocabulary';
import { formulaOf, recordOf, usesOf } from './formulas.js';
import { wordsOfName } from './input-names.js';
import type { ReadInputs } from './given.js';
import type { Scheme, SchemeFormula } from './scheme.js';

/** An amount that is known, or why it is not. */
export type Amount =
  | {
      readonly state: 'value';
      readonly value: string;
      readonly unit: string;
      readonly origin: TraceInput['origin'];
      readonly ref: string | null;
      readonly source: string | null;
      readonly trace: Trace | null;
    }
  | { readonly state: 'missing'; readonly lacks: readonly string[]; readonly reason: Bilingual }
  | { readonly state: 'na'; readonly reason: Bilingual };

/** Value of each switch by its id. */
export type SwitchValues = Readonly<Record<string, string>>;

/** Given and worked out: apart by more than this share, they contradict each other. */
const AGREES_WITHIN = '0.001';

/** What lacks, in the words of the scheme. */
export const lackingWords = (scheme: Scheme, lacks: readonly string[]): Bilingual => {
  const words = lacks.map((name) => wordsOfName(scheme, name));
  return {
    zh: `缺少：${words.map(({ zh }) => zh).join('；')}`,
    en: `lacks: ${words.map(({ en }) => en).join('; ')}`,
  };
};

const lacking = (scheme: Scheme, lacks: readonly string[]): Amount => ({
  state: 'missing',
  lacks,
  reason: lackingWords(scheme, lacks),
});

/** Amounts of one factory under one choice of switches; each is worked out once. */
export class Quantities {
  private readonly known = new Map<string, Amount>();
  private readonly parameters: ReadonlyMap<string, FormulaGiven>;

  constructor(
    readonly scheme: Scheme,
    readonly inputs: ReadInputs,
    readonly switches: SwitchValues,
    /** Whether this is the choice that was asked for: a total that was told fits one convention, not every one. */
    private readonly asked = true,
    /** What becomes of two values that contradict each other: refused, or left open as if missing. */
    private readonly conflicts: 'refused' | 'open' = 'refused',
  ) {
    this.parameters = new Map(
      scheme.switches.flatMap((each) => {
        const value = each.values.find(({ id }) => id === switches[each.id]);
        return (value?.parameters ?? []).map(
          ({ name, ...amount }) =>
            [
              name,
              { ...amount, origin: 'factor', ref: `${scheme.id}.${each.id}.${value?.id ?? ''}` },
            ] as const,
        );
      }),
    );
  }

  /** The same factory under another choice. */
  under(switches: SwitchValues): Quantities {
    return new Quantities(this.scheme, this.inputs, { ...this.switches, ...switches }, false, this.conflicts);
  }

  /** What was told under a name, as it was told. */
  told(name: string): Amount | null {
    const input = this.inputs.get(name);
    if (input === undefined) return null;
    if (input.state === 'na') return { state: 'na', reason: { zh: input.reason, en: input.reason } };
    if (input.state === 'value') return input;
    return input.why === null
      ? lacking(this.scheme, [name])
      : { state: 'missing', lacks: [name], reason: input.why };
  }

  /** A quantity of the scheme, given or worked out. */
  quantity(name: string): Amount {
    const cached = this.known.get(name);
    if (cached !== undefined) return cached;
    const amount = this.find(name);
    this.known.set(name, amount);
    return amount;
  }

  private find(name: string): Amount {
    const input = this.scheme.inputs.find((candidate) => candidate.name === name);
    const given = this.told(name);
    if (given?.state === 'na' && input?.absentIsZero === true) {
      return {
        state: 'value',
        value: '0',
        unit: input.unit,
        origin: 'given',
        ref: null,
        source: given.reason.en,
        trace: null,
      };
    }
    if (input === undefined || input.formula === null) return given ?? lacking(this.scheme, [name]);
    return this.either(given, name, input.description, input.formula, input.unit);
  }

  /**
   * A value that may be told or worked out.
   * @throws RefusedError `scoring-two-values` where both are there and contradict each other
   */
  either(given: Amount | null, id: string, name: Bilingual, formula: SchemeFormula, unit: string): Amount {
    if (given?.state === 'na') return given;
    const computed = this.compute(id, name, formula, unit);
    if (given?.state !== 'value') return computed.state === 'missing' ? (given ?? computed) : computed;
    if (computed.state !== 'value') return given;
    const [a, b] = [convert(given.value, given.unit, unit), new ExactDecimal(computed.value)];
    if (!this.asked || a.minus(b).abs().lte(b.abs().times(AGREES_WITHIN))) return computed;
    const found = `${b.toSignificantDigits(8).toFixed()} ${unit}`;
    const reason = {
      zh: `给定 ${given.value} ${given.unit}，由其他输入算得 ${found}；请只保留一种`,
      en: `given as ${given.value} ${given.unit}, while the other inputs give ${found}; keep one of the two`,
    };
    if (this.conflicts === 'open') return { state: 'missing', lacks: [id], reason };
    throw refusedField('scoring-two-values', `inputs.${id}`, reason);
  }

  /** Inputs that a formula rests on in the end: those told, and those that would have to be. */
  leaves(formula: SchemeFormula): readonly string[] {
    const below = usesOf(formula)
      .filter((use) => !this.parameters.has(use))
      .flatMap((use) => {
        const inner = this.scheme.inputs.find(({ name }) => name === use)?.formula ?? null;
        return inner === null || this.told(use)?.state === 'value' ? [use] : this.leaves(inner);
      });
    return [...new Set(below)];
  }

  private compute(id: string, name: Bilingual, formula: SchemeFormula, unit: string): Amount {
    const uses = usesOf(formula).filter((use) => !this.parameters.has(use));
    const amounts = uses.map((use) => [use, this.quantity(use)] as const);
    const struck = amounts.find(([, amount]) => amount.state === 'na');
    if (struck?.[1].state === 'na') return struck[1];
    const missing = amounts.flatMap(([, amount]) => (amount.state === 'missing' ? [amount] : []));
    const [first] = missing;
    if (first !== undefined) {
      const lacks = [...new Set(missing.flatMap(({ lacks: each }) => each))];
      return missing.length === 1 ? { ...first, lacks } : lacking(this.scheme, lacks);
    }
    const ready = formulaOf(this.scheme, id, () => recordOf(this.scheme, id, name, formula, unit));
    const used = usesOf(formula).map((use) => [use, this.parameters.get(use) ?? this.quantity(use)] as const);
    const figure = calculateFormula(
      ready,
      Object.fromEntries(used) as Readonly<Record<string, FormulaGiven>>,
    );
    if (new ExactDecimal(figure.value).isFinite()) {
      return { state: 'value', ...figure, origin: 'formula', ref: null, source: null };
    }
    return {
      state: 'missing',
      lacks: uses,
      reason: {
        zh: '分母为 0：强度无法计算，按缺失处理',
        en: 'the divisor is 0: an intensity cannot be worked out and counts as missing',
      },
    };
  }
}
