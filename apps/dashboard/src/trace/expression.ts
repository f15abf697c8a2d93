import type { Trace, TraceInput } from '@zerofab/vocabulary';

/** A piece of a formula as it is shown with numbers: an input, or the text between inputs. */
export type Term =
  { readonly kind: 'input'; readonly input: TraceInput } | { readonly kind: 'text'; readonly text: string };

const WORD = /[\p{L}\p{N}_]/u;

/** A change of unit of the engine: y = x × a ÷ b. */
export const isConversion = (trace: Trace): boolean => trace.formula.id === 'unit-conversion';

/** A change of unit says only what it does: `778 935.2 kWh ÷ 1000`. */
function conversionTerms(trace: Trace): readonly Term[] {
  return trace.inputs.map((input): Term => {
    if (input.name === 'multiplyBy') return { kind: 'text', text: `× ${input.value}` };
    if (input.name === 'divideBy') return { kind: 'text', text: `÷ ${input.value}` };
    return { kind: 'input', input };
  });
}

/**
 * Right side of an equation with each symbol replaced by its input: `E = AD × EF` → [AD] × [EF].
 * Symbols are found as whole words, the longest first; the index of a sum (`e_i`) belongs to its symbol. Inputs whose symbol does not stand in the text are left for
 * a list beside it (`restOf`).
 */
export function termsOf(trace: Trace): readonly Term[] {
  if (isConversion(trace)) return conversionTerms(trace);
  const right = trace.formula.text.slice(trace.formula.text.indexOf('=') + 1).trim();
  const symbols = trace.inputs
    .filter((input) => input.origin !== 'constant')
    .sort((a, b) => b.symbol.length - a.symbol.length);
  const terms: Term[] = [];
  let text = '';
  let at = 0;
  while (at < right.length) {
    const found = symbols.find((input) => input.symbol !== '' && standsAt(right, input.symbol, at));
    if (found === undefined) {
      text += right[at] ?? '';
      at += 1;
    } else {
      if (text.trim() !== '') terms.push({ kind: 'text', text: text.trim() });
      text = '';
      terms.push({ kind: 'input', input: found });
      at += found.symbol.length + (right.startsWith('_i', at + found.symbol.length) ? 2 : 0);
    }
  }
  if (text.trim() !== '') terms.push({ kind: 'text', text: text.trim() });
  return terms;
}

function standsAt(text: string, symbol: string, at: number): boolean {
  return (
    text.startsWith(symbol, at) &&
    !WORD.test(text[at - 1] ?? ' ') &&
    (!WORD.test(text[at + symbol.length] ?? ' ') ||
      /^_i(?![\p{L}\p{N}])/u.test(text.slice(at + symbol.length)))
  );
}

/** Inputs that the text of the formula does not name. */
export function restOf(trace: Trace): readonly TraceInput[] {
  const named = new Set(termsOf(trace).flatMap((term) => (term.kind === 'input' ? [term.input.name] : [])));
  return trace.inputs.filter((input) => input.origin !== 'constant' && !named.has(input.name));
}

/** Traces inside a trace, inner ones last: the formulas that made its inputs. */
export function innerTraces(trace: Trace): readonly { readonly symbol: string; readonly trace: Trace }[] {
  return trace.inputs.flatMap((input) =>
    input.trace === null ? [] : [{ symbol: input.symbol, trace: input.trace }, ...innerTraces(input.trace)],
  );
}
