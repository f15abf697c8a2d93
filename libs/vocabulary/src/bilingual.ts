/** Languages of the product. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The words of a vocabulary: one text per code. */
export type Labels<Code extends string> = Readonly<Record<Code, Bilingual>>;
