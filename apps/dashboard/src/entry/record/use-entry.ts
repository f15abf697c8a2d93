import type { ActivityRecord, Evidence, PostActivityData } from '@zerofab/contracts';
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { forgetCached } from '../../api/cached';
import { getEvidence } from '../../evidence/evidence-api';
import { useResource, type Resource } from '../../api/use-resource';
import { useSession } from '../../session/session';
import { useSites } from '../../site/sites';
import { changesOf, type Change, type ServerRefusal } from './changes';
import type { EntryRow } from '../grid/entry-rows';
import { placeBlock, type PasteRow, type Stray } from '../grid/paste-block';
import { cellKey, entryGrid, type EntryGrid } from '../grid/record-grid';
import { saveChanges, settle, type SaveReport } from './save-changes';
import { parseTsv } from '../grid/tsv';
import { useDrafts } from './use-drafts';

/** What a grid is of: its rows, its records, and how they are written. */
export interface EntryDoor {
  /** Parts what is typed in one grid from what is typed in another. */
  readonly name: string;
  readonly rows: (site: string, fresh: boolean) => Promise<readonly EntryRow[]>;
  readonly records: (site: string) => Promise<{ items: ActivityRecord[] }>;
  readonly post: (site: string, body: PostActivityData) => Promise<unknown>;
  readonly withdraw: (site: string, id: string, reason: string) => Promise<unknown>;
  /** Head of the column of rows. */
  readonly rowHead: () => string;
}

export interface Entry {
  readonly site: string;
  readonly rowHead: () => string;
  readonly readOnly: boolean;
  /** May this user see evidence files? */
  readonly seesEvidence: boolean;
  readonly records: Resource<{ items: ActivityRecord[] }>;
  readonly evidence: Resource<{ items: Evidence[] }>;
  readonly loading: ComputedRef<boolean>;
  readonly grid: ComputedRef<EntryGrid | null>;
  readonly all: ComputedRef<readonly ActivityRecord[]>;
  readonly changes: ComputedRef<readonly Change[]>;
  readonly strays: Ref<readonly Stray[]>;
  readonly placed: Ref<number>;
  readonly busy: Ref<boolean>;
  readonly done: Ref<number>;
  readonly report: Ref<SaveReport | null>;
  /** Years beside the shown one in which something is typed. */
  readonly otherYears: ComputedRef<readonly number[]>;
  readonly raw: (key: string) => string | undefined;
  readonly type: (key: string, raw: string) => void;
  readonly revert: (key: string) => void;
  readonly paste: (text: string, anchor: { row: string; month: number }, rows: readonly PasteRow[]) => void;
  readonly discard: () => void;
  readonly save: (words: { evidence: string; note: string }) => Promise<void>;
  /** Saves one record at once. */
  readonly add: (body: PostActivityData) => Promise<void>;
  /** The same value again, with evidence that came later. */
  readonly addVersion: (record: ActivityRecord, evidence: string) => Promise<void>;
  /** Takes a record back that was entered by mistake, with the reason. */
  readonly withdraw: (id: string, reason: string) => Promise<void>;
}

/** Records of the site, what is typed over them in a year, and the way to save it. */
export function useEntry(year: () => number, door: EntryDoor): Entry {
  const sites = useSites();
  const session = useSession();
  const site = sites.current?.code ?? '';
  const seesEvidence = session.user?.role !== 'viewer';
  const rows = useResource(
    () => site,
    (fresh) => door.rows(site, fresh),
  );
  const records = useResource(
    () => site,
    () => door.records(site),
  );
  const evidence = useResource(
    () => (seesEvidence ? site : null),
    () => getEvidence(site),
  );
  const all = computed(() => records.data.value?.items ?? []);
  const grid = computed(() =>
    rows.data.value === null || records.data.value === null
      ? null
      : entryGrid(rows.data.value, all.value, year(), sites.today),
  );
  const typing = useTyping(
    `${door.name}${session.user?.username ?? ''}.${site}`,
    year,
    grid,
    () => sites.today,
  );
  const saving = useSaving((body) => door.post(site, body), typing, records);
  const writing = useWriting(site, door, async () => {
    await Promise.all([records.reload(), evidence.reload()]);
  });
  return {
    site,
    rowHead: door.rowHead,
    readOnly: session.readOnly,
    seesEvidence,
    // The failure of either is the failure of the page; retry asks both.
    records: {
      ...records,
      error: computed(() => records.error.value ?? rows.error.value),
      reload: async () => {
        await Promise.all([rows.reload(), records.reload()]);
      },
    },
    evidence,
    loading: computed(() => rows.slow.value || records.slow.value),
    grid,
    all,
    ...typing,
    ...saving,
    ...writing,
  };
}

/** What writes records one by one; afterwards they are read again. */
const useWriting = (
  site: string,
  door: EntryDoor,
  reload: () => Promise<void>,
): Pick<Entry, 'add' | 'addVersion' | 'withdraw'> => {
  const written = async (work: Promise<unknown>): Promise<void> => {
    await work;
    forgetCached();
    await reload();
  };
  const add: Entry['add'] = async (body) => written(door.post(site, body));
  return {
    add,
    withdraw: async (id, reason) => written(door.withdraw(site, id, reason)),
    addVersion: async ({ id, source, stream, from, to, quantity, unit }, text) => {
      const part = stream === '' ? {} : { stream };
      return add({ source, ...part, from, to, quantity, unit, evidence: text, replaces: id });
    },
  };
};

type Typing = Pick<
  Entry,
  'changes' | 'strays' | 'placed' | 'otherYears' | 'raw' | 'type' | 'revert' | 'paste' | 'discard'
> & {
  readonly refused: Ref<ReadonlyMap<string, ServerRefusal>>;
};

function useTyping(
  scope: string,
  year: () => number,
  grid: ComputedRef<EntryGrid | null>,
  today: () => string,
): Typing {
  const drafts = useDrafts(scope);
  const refused = shallowRef<ReadonlyMap<string, ServerRefusal>>(new Map());
  const strays = shallowRef<readonly Stray[]>([]);
  const placed = ref(0);
  const changes = computed(() =>
    grid.value === null ? [] : changesOf(grid.value, drafts.value, refused.value, today()),
  );
  const yearOf = (key: string): number => Number(/@(\d{4})-\d{2}$/.exec(key)?.[1] ?? year());
  const revert = (key: string): void => {
    const { [key]: _gone, ...rest } = drafts.value;
    drafts.value = rest;
  };
  const type = (key: string, raw: string): void => {
    drafts.value = { ...drafts.value, [key]: { raw } };
  };
  const paste: Entry['paste'] = (text, anchor, rows) => {
    const result = placeBlock(parseTsv(text), { rows, anchor, year: year() });
    const added = result.cells.map(
      (cell) =>
        [
          cellKey(cell.row, `${String(year())}-${String(cell.month).padStart(2, '0')}`),
          cell.reason === undefined ? { raw: cell.raw } : { raw: cell.raw, reason: cell.reason },
        ] as const,
    );
    drafts.value = { ...drafts.value, ...Object.fromEntries(added) };
    strays.value = result.strays;
    placed.value = result.cells.length;
  };
  const discard = (): void => {
    drafts.value = Object.fromEntries(Object.entries(drafts.value).filter(([key]) => yearOf(key) !== year()));
    refused.value = new Map();
    strays.value = [];
    placed.value = 0;
  };
  const otherYears = computed(() =>
    [...new Set(Object.keys(drafts.value).map(yearOf))]
      .filter((other) => other !== year())
      .toSorted((a, b) => a - b),
  );
  return {
    changes,
    strays,
    placed,
    refused,
    otherYears,
    raw: (key) => drafts.value[key]?.raw,
    type,
    revert,
    paste,
    discard,
  };
}

function useSaving(
  post: (body: PostActivityData) => Promise<unknown>,
  { changes, refused, revert, strays, placed }: Typing,
  records: Resource<{ items: ActivityRecord[] }>,
): Pick<Entry, 'busy' | 'done' | 'report' | 'save'> {
  const busy = ref(false);
  const done = ref(0);
  const report = shallowRef<SaveReport | null>(null);
  /** An answer got lost: what is recorded must be read before anything is sent again. */
  let uncertain = false;

  const save: Entry['save'] = async (words) => {
    if (busy.value) return;
    busy.value = true;
    done.value = 0;
    report.value = null;
    try {
      if (uncertain) {
        await records.reload();
        if (records.error.value !== null) return;
        uncertain = false;
      }
      const same = changes.value.filter(({ status }) => status === 'unchanged');
      const result = await saveChanges(changes.value, words, post, (sent) => {
        done.value = sent;
      });
      for (const { change } of result.saved) revert(change.key);
      for (const { key } of same) revert(key);
      refused.value = new Map([
        ...refused.value,
        ...result.refused.map(
          ({ change, error }) =>
            [change.key, { raw: change.raw, old: change.old?.id ?? null, problem: error.problem }] as const,
        ),
      ]);
      if (result.stopped === null) {
        strays.value = [];
        placed.value = 0;
      }
      // Figures of other pages rest on these values.
      forgetCached();
      await records.reload();
      uncertain = records.error.value !== null || result.stopped !== null;
      report.value = settle(result, changes.value);
      for (const { change } of report.value.saved) revert(change.key);
    } finally {
      busy.value = false;
    }
  };
  return { busy, done, report, save };
}
