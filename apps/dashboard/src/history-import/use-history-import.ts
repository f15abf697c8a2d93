import type { BadRow, FileFormat } from '@zerofab/meter-history';
import type { HistoryResult } from '@zerofab/contracts';
import type { Bilingual } from '@zerofab/vocabulary';
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { asApiError } from '../api/use-resource';
import { postHistory } from './api';
import { readParts, split, type HistoryFile, type HistoryPart } from './history-file';

/** Values of a file as they were read, and what the platform says became of each; `unreadable` are rows that hold none. */
export type HistoryCounts = Record<
  'read' | 'stored' | 'repeated' | 'conflict' | 'rejected' | 'unreadable',
  number
>;

/** A reading that the server could not use. */
export interface Refused {
  readonly at: string;
  readonly reason: Bilingual;
}

/** Readings a call: small enough that the bar moves, large enough that a year takes seconds. */
const PART = 1000;
/** Refused rows that are kept, to be shown and downloaded. */
const KEPT = 10_000;

interface HistoryImport {
  readonly running: Ref<boolean>;
  /** 0..1 of the file. */
  readonly share: Ref<number>;
  readonly counts: ShallowRef<HistoryCounts | null>;
  readonly bad: ShallowRef<readonly (BadRow | Refused)[]>;
  readonly failure: Ref<string>;
  readonly run: (meter: string, file: HistoryFile, format: FileFormat) => Promise<void>;
  readonly stop: () => void;
}

/** Sends a file part by part. Broken off, the same file again stores what is missing and nothing twice. */
export const useHistoryImport = (site: () => string): HistoryImport => {
  const running = ref(false);
  const share = ref(0);
  const counts = shallowRef<HistoryCounts | null>(null);
  const bad = shallowRef<readonly (BadRow | Refused)[]>([]);
  const failure = ref('');
  let stopped = false;

  const add = (part: HistoryPart, result: HistoryResult | null): void => {
    const { readings, bad: unreadable } = split(part.rows);
    const sum = counts.value ?? { read: 0, stored: 0, repeated: 0, conflict: 0, rejected: 0, unreadable: 0 };
    const values = readings.reduce((count, reading) => count + Object.keys(reading.values).length, 0);
    counts.value = {
      read: sum.read + values + unreadable.length,
      stored: sum.stored + (result?.stored ?? 0),
      repeated: sum.repeated + (result?.repeated ?? 0),
      conflict: sum.conflict + (result?.conflict ?? 0),
      rejected: sum.rejected + (result?.rejected ?? 0),
      unreadable: sum.unreadable + unreadable.length,
    };
    const refused = (result?.problems ?? []).map(({ index, text }): Refused => {
      const ts = readings[index]?.ts;
      return { at: ts === undefined ? '' : new Date(ts).toISOString(), reason: text };
    });
    bad.value = [...bad.value, ...unreadable, ...refused].slice(0, KEPT);
    share.value = part.share;
  };
  const send = async (meter: string, part: HistoryPart): Promise<void> => {
    const readings = split(part.rows).readings.map(({ ts, values }) => ({ ts, values: { ...values } }));
    add(part, readings.length === 0 ? null : await postHistory(site(), meter, { readings }));
  };
  const run = async (meter: string, file: HistoryFile, format: FileFormat): Promise<void> => {
    [running.value, share.value, counts.value, bad.value, failure.value] = [true, 0, null, [], ''];
    stopped = false;
    try {
      for await (const part of readParts(file, format, PART)) {
        if (stopped) return;
        await send(meter, part);
      }
    } catch (error) {
      failure.value = asApiError(error).problem.detail;
    } finally {
      running.value = false;
    }
  };
  return { running, share, counts, bad, failure, run, stop: () => (stopped = true) };
};
