import type { Bilingual } from '@zerofab/vocabulary';

/** What is wrong with a log, and where. */
export interface AuditFinding {
  /** As in a chain; root: the entries of a day do not make its root; file: no log of this form, or cut off. */
  readonly kind: 'changed' | 'missing' | 'added' | 'reordered' | 'root' | 'file';
  /** Number of the entry; null where it concerns a day or the file. */
  readonly seq: number | null;
  readonly text: Bilingual;
}

/** A finding about the file as a whole. */
export const fileFinding = (zh: string, en: string): AuditFinding => ({
  kind: 'file',
  seq: null,
  text: { zh, en },
});
