import type { Bilingual, Trace } from '@zerofab/vocabulary';

/** What the platform itself knows of an input of a score, or why it does not. */
export type ScoreFact =
  | {
      readonly state: 'value';
      readonly value: string;
      readonly unit: string;
      readonly note: Bilingual;
      readonly trace: Trace | null;
    }
  | { readonly state: 'missing'; readonly why: Bilingual };
