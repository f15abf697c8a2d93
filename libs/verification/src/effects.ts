import { ExactDecimal } from '@zerofab/units';
import type { FindingSeverity, FindingState } from '@zerofab/vocabulary';
import { isMaterial } from './materiality.js';

/** What a finding does to the total. */
export interface FindingEffect {
  readonly severity: FindingSeverity;
  readonly state: FindingState;
  /** tCO2e by which the total is too high (positive) or too low (negative), decimal text; null: not known. */
  readonly effectTco2e: string | null;
}

/** The effects of findings that are not settled, beside materiality. */
export interface Effects {
  /** With their signs: what they do to the total together. */
  readonly net: string;
  /** By their sizes: errors that cancel each other are errors. */
  readonly gross: string;
  /** Findings whose effect is not known. */
  readonly unknown: number;
  /** Whether `gross` reaches materiality; null where no limit can be computed. */
  readonly material: boolean | null;
  /** Unsettled findings by severity. */
  readonly open: Readonly<Record<FindingSeverity, number>>;
}

/** Whether a finding still waits for a reply or a decision. */
export const isUnsettled = ({ state }: Pick<FindingEffect, 'state'>): boolean =>
  state === 'open' || state === 'answered';

/** Sums over the findings that are open or answered. @param limit materiality in tCO2e; null: not known */
export const effectsOf = (findings: readonly FindingEffect[], limit: string | null): Effects => {
  const unsettled = findings.filter(isUnsettled);
  const effects = unsettled.flatMap(({ effectTco2e }) =>
    effectTco2e === null ? [] : [new ExactDecimal(effectTco2e)],
  );
  const sum = (values: readonly ExactDecimal[]): string =>
    values.reduce((total, value) => total.plus(value), new ExactDecimal(0)).toFixed();
  const gross = sum(effects.map((effect) => effect.abs()));
  const of = (wanted: FindingSeverity): number =>
    unsettled.filter(({ severity }) => severity === wanted).length;
  return {
    net: sum(effects),
    gross,
    unknown: unsettled.length - effects.length,
    material: isMaterial(gross, limit),
    open: { major: of('major'), minor: of('minor'), observation: of('observation') },
  };
};
