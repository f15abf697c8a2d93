import type { Inventory } from '@zerofab/contracts';
import type { UsedFactor } from '@zerofab/vocabulary';
import type { Lang } from './report-meta.js';

/** A factor of the report and the sources that use it. */
export interface ListedFactor {
  readonly factor: UsedFactor;
  readonly sources: readonly string[];
}

/** Two uses are one row when they are the same figure from the same place, chosen the same way. */
export const factorKey = (factor: UsedFactor): string =>
  [factor.role, factor.id, factor.version, factor.value, factor.unit, factor.source, factor.choice.rule].join(
    '|',
  );

/** Every factor used in the inventory, energy coefficients last, each once. */
export const listFactors = (inventory: Inventory): ListedFactor[] => {
  const listed = new Map<string, { factor: UsedFactor; sources: Set<string> }>();
  const note = (factor: UsedFactor, source: string): void => {
    const entry = listed.get(factorKey(factor)) ?? { factor, sources: new Set<string>() };
    entry.sources.add(source);
    listed.set(factorKey(factor), entry);
  };
  for (const source of inventory.sources) {
    for (const part of source.parts) for (const factor of part.factors) note(factor, source.code);
  }
  for (const source of inventory.sources)
    for (const { coefficient } of source.energy?.parts ?? []) note(coefficient, source.code);
  return [...listed.values()].map(({ factor, sources }) => ({ factor, sources: [...sources] }));
};

/** What stands behind a factor, in words an auditor can act on: whether it is from the standard at all. */
export const standing = ({ choice, confidence }: UsedFactor, lang: Lang): string => {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  if (choice.how === 'site') return say('站点录入，非标准值', 'entered by the site, not from the standard');
  if (choice.rule === 'calorific-value-over-standard-coal') {
    return say(
      '缺省值，非标准直接给出（由热值推算）',
      'default, not from the standard (derived from the calorific value)',
    );
  }
  if (confidence === 'compared') return say('公布值（已与原文核对）', 'published value, compared with the print');
  if (confidence !== 'transcribed') {
    return choice.how === 'default'
      ? say('缺省值，未见标准原文（凭记忆录入）', 'default, not from the standard (from memory)')
      : say('未见原文（凭记忆录入）', 'from memory, the original was not read');
  }
  return choice.how === 'default'
    ? say(
        '标准缺省值（据转录，未与官方文本核对）',
        'default of the standard (transcribed, not compared with the official text)',
      )
    : say(
        '公布值（据转录，未与官方文本核对）',
        'published value (transcribed, not compared with the official text)',
      );
};
