import type { ActivityRecord, PostActivityData } from '@zerofab/contracts';
import { expect, it, vi } from 'vitest';
import { ApiError } from '../../api/http';
import type { Change } from './changes';
import type { EntryRow } from '../grid/entry-rows';
import { evidenceIds, evidenceText, evidenceWords, fileSize } from '../../evidence/evidence-text';
import { saveChanges, settle } from './save-changes';

const row: EntryRow = {
  key: 'diesel|',
  source: 'diesel',
  code: 'diesel',
  stream: '',
  name: { zh: '', en: '' },
  unit: 't',
  stock: null,
  part: 'activity',
  adds: true,
  included: true,
  validFrom: null,
  validTo: null,
};
const change = (month: string, status: Change['status']): Change => ({
  key: `diesel|@${month}`,
  row,
  month,
  from: month,
  to: month,
  old: null,
  raw: '1',
  status,
  value: status === 'refused' ? null : '1',
  reason: null,
  problem: null,
  warnings: [],
});
const CHANGES = [
  change('2026-01', 'new'),
  change('2026-02', 'unchanged'),
  change('2026-03', 'refused'),
  change('2026-04', 'new'),
  change('2026-05', 'changed'),
];
const words = { evidence: '', note: '' };
const failure = (status: number): ApiError =>
  new ApiError(status, { type: '/problems/x', title: '', status, detail: 'no' });
const months = (list: readonly { readonly change: Change }[]): (string | null)[] =>
  list.map((one) => one.change.month);

it('sends what is new or changed; a refused value does not hold up the rest', async () => {
  const post = vi.fn((body: PostActivityData) =>
    body.from === '2026-04' ? Promise.reject(failure(422)) : Promise.resolve({} as ActivityRecord),
  );
  const progress = vi.fn<(done: number) => void>();
  const report = await saveChanges(CHANGES, words, post, progress);
  expect(post.mock.calls.map(([body]) => body.from)).toEqual(['2026-01', '2026-04', '2026-05']);
  expect(months(report.saved)).toEqual(['2026-01', '2026-05']);
  expect(months(report.refused)).toEqual(['2026-04']);
  expect([report.left, report.stopped]).toEqual([[], null]);
  expect(progress).toHaveBeenLastCalledWith(3);
});

it.each([0, 401, 403, 429, 503])('stops at %i and says what was not sent', async (status) => {
  const post = vi
    .fn<(body: PostActivityData) => Promise<ActivityRecord>>()
    .mockResolvedValueOnce({} as ActivityRecord)
    .mockRejectedValue(failure(status));
  const report = await saveChanges(CHANGES, words, post);
  expect(post).toHaveBeenCalledTimes(2);
  expect(months(report.saved)).toEqual(['2026-01']);
  expect(report.left.map(({ month }) => month)).toEqual(['2026-04', '2026-05']);
  expect(report.stopped?.status).toBe(status);
});

it('counts a refused value that stands there now as saved', () => {
  const [first, second] = [change('2026-01', 'new'), change('2026-02', 'new')];
  const refused = [first, second].map((one) => ({ change: one, error: failure(422) }));
  const report = settle({ saved: [], refused, left: [], stopped: null }, [
    { ...first, status: 'unchanged' },
    { ...second, status: 'refused' },
  ]);
  expect(months(report.saved)).toEqual(['2026-01']);
  expect(months(report.refused)).toEqual(['2026-02']);
});

it('reads and writes the evidence of a record', () => {
  const text = evidenceText(' invoice 12 ', ['3', '14']);
  expect(text).toBe('invoice 12, evidence:3, evidence:14');
  expect(evidenceIds(text)).toEqual(['3', '14']);
  expect(evidenceWords(text)).toBe('invoice 12');
  expect([evidenceIds(null), evidenceWords(null), evidenceText('', [])]).toEqual([[], '', '']);
  expect([fileSize(812), fileSize(34_500), fileSize(2_100_000)]).toEqual([
    '812\u202fB',
    '34.5\u202fkB',
    '2.1\u202fMB',
  ]);
});
