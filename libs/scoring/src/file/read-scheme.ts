import type { Bilingual } from '@zerofab/vocabulary';
import { checkScheme, type SchemeProblem } from '../check-scheme.js';
import { evaluate } from '../evaluate.js';
import type { Scheme } from '../scheme.js';
import { schemeFile } from './scheme-file.js';

/** A problem of a file's shape, before its numbers can be looked at. */
type ShapeProblem = Omit<SchemeProblem, 'code'> & { readonly code: 'bad-shape' };
type FileProblem = SchemeProblem | ShapeProblem;

interface ReadScheme {
  /** Null where the file has not the shape of a scheme. */
  readonly scheme: Scheme | null;
  /** What stands against using it; empty: it can be used. */
  readonly problems: readonly FileProblem[];
  /** What to know before using it. */
  readonly warnings: readonly Bilingual[];
}

const MOST_PROBLEMS = 50;

const shapeProblem = (path: readonly PropertyKey[], message: string): FileProblem => {
  const at = path.map(String).join('.');
  return path.at(-1) === 'source'
    ? {
        code: 'no-source',
        at,
        text: {
          zh: `${at}：没有来源；每个指标和数值都须写明来源`,
          en: `${at}: has no source; every indicator and number needs one`,
        },
      }
    : {
        code: 'bad-shape',
        at,
        text: { zh: `${at}：格式不符（${message}）`, en: `${at}: does not have the shape (${message})` },
      };
};

const warningsOf = (scheme: Scheme, thisYear: number): Bilingual[] => {
  const warnings: Bilingual[] = [];
  if (scheme.lastYear !== null && scheme.lastYear < thisYear)
    warnings.push({
      zh: `该方案只适用到 ${String(scheme.lastYear)} 年，已失效；只能评价往年`,
      en: `The scheme ended with ${String(scheme.lastYear)}; it scores past years alone`,
    });
  if (scheme.tree.length === 0)
    warnings.push({
      zh: '没有指标权重：只判定条件，不计分',
      en: 'It has no weights: conditions are judged, no score is computed',
    });
  const weak = scheme.sources.filter(({ confidence }) => confidence === 'memory').map(({ key }) => key);
  if (weak.length > 0)
    warnings.push({
      zh: `来源 ${weak.join('、')} 凭记忆，未见原文`,
      en: `The sources ${weak.join(', ')} are from memory, nobody read them`,
    });
  return warnings;
};

/** What cannot be seen in a part, as formulas that need each other, shows when the scheme is used. */
const trialProblems = (scheme: Scheme): FileProblem[] => {
  try {
    evaluate(scheme, scheme.firstYear, {});
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      {
        code: 'bad-formula',
        at: scheme.id,
        text: {
          zh: `${scheme.id}：无法计算；请检查公式是否互相引用（${why}）`,
          en: `${scheme.id}: cannot be worked out; see whether formulas need each other (${why})`,
        },
      },
    ];
  }
};

/**
 * Reads a file of a scheme and checks it.
 * @param given the file as its format parses to, every scalar as text
 * @param thisYear to tell a scheme that ended
 */
export const readScheme = (given: unknown, thisYear: number): ReadScheme => {
  const shaped = schemeFile.safeParse(given);
  if (!shaped.success) {
    const problems = shaped.error.issues
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => shapeProblem(path, message));
    return { scheme: null, problems, warnings: [] };
  }
  const { order: _order, ...scheme } = shaped.data;
  const found = checkScheme(scheme);
  return {
    scheme,
    problems: (found.length > 0 ? found : trialProblems(scheme)).slice(0, MOST_PROBLEMS),
    warnings: warningsOf(scheme, thisYear),
  };
};
