import { Survey, type FileFormat } from '@zerofab/meter-history';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { readParts, type HistoryFile } from './history-file';

const PART = 5000;

interface HistorySurvey {
  /** What the whole file holds; null while it is read. */
  readonly survey: ShallowRef<Survey | null>;
  readonly share: ShallowRef<number>;
}

/** Reads the whole file by the chosen format, anew with each change, and stops when another is chosen. */
export const useSurvey = (
  opened: HistoryFile,
  format: () => FileFormat | null,
  counters: ReadonlySet<string>,
  zone: string,
): HistorySurvey => {
  const survey = shallowRef<Survey | null>(null);
  const share = shallowRef(0);
  let turn = 0;
  watch(
    format,
    async (now) => {
      turn += 1;
      const own = turn;
      [survey.value, share.value] = [null, 0];
      if (now === null) return;
      const found = new Survey(zone, counters);
      for await (const part of readParts(opened, now, PART)) {
        if (own !== turn) return;
        for (const row of part.rows) found.add(row);
        share.value = part.share;
      }
      if (own === turn) survey.value = found;
    },
    { immediate: true },
  );
  onScopeDispose(() => (turn += 1));
  return { survey, share };
};
