import type { Bilingual } from '@zerofab/vocabulary';

/** What of a bundle is wrong. */
export type FindingKind =
  /** No archive of this form, or one with names or sizes that are refused. */
  | 'archive'
  | 'manifest'
  | 'signature'
  /** Signed, but by another key than those that were given. */
  | 'key'
  | 'file-missing'
  | 'file-added'
  | 'file-changed'
  | 'file-swapped'
  /** A file fits its hash, but not its form. */
  | 'content'
  /** Parts, head and manifest name different versions. */
  | 'version'
  | 'audit-log'
  | 'evidence'
  | 'months'
  | 'activity'
  | 'line-missing'
  | 'line-added'
  | 'line-changed'
  | 'total';

/** Something that is wrong with a bundle, and where. */
export interface BundleFinding {
  readonly kind: FindingKind;
  /** Name of a file, code of a source, or empty. */
  readonly where: string;
  readonly text: Bilingual;
}

/** A finding with its texts. */
export const finding = (kind: FindingKind, where: string, zh: string, en: string): BundleFinding => ({
  kind,
  where,
  text: { zh, en },
});
