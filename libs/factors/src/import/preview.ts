import type { Bilingual } from '@zerofab/vocabulary';
import { FACTOR_COLUMNS, factorRowSchema, toFactor, type LibraryFactor } from '../factor-row.js';
import type { FactorLibrary } from '../library.js';
import { doubtedFactors, type DoubtedFactor } from './doubtful.js';
import { withLeftOutColumns } from './left-out.js';
import { mergedFactors, withImport } from './merge.js';
import { problemOf } from './row-checks.js';
import { closedBySuccessors, overlaps, predecessorOf, type ClosedFactor } from './validity.js';

/** A row of the file: the line it stands on, and its cells by column. */
export interface ImportRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A row that is not taken, and why. */
interface RejectedRow {
  readonly line: number;
  readonly id: string;
  readonly column: string;
  readonly reason: Bilingual;
}
interface AddedFactor {
  readonly line: number;
  readonly factor: LibraryFactor;
  /** The publication before it of the same figure, which it supersedes. */
  readonly predecessor: LibraryFactor | null;
}
interface ChangedFactor {
  readonly line: number;
  readonly before: LibraryFactor;
  readonly after: LibraryFactor;
  /** Which fields differ. */
  readonly fields: readonly string[];
}

/** What an import would do to a library; nothing is done yet. */
export interface ImportPreview {
  readonly added: readonly AddedFactor[];
  readonly changed: readonly ChangedFactor[];
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
  /** New and corrected factors far from what they supersede or from factors alike, in the order of the file. */
  readonly doubted: readonly DoubtedFactor[];
  /** Factors that end because a newer one was published. */
  readonly closed: readonly ClosedFactor[];
  /** The library as it would be. */
  readonly library: FactorLibrary;
}

const FIELDS = [
  'name',
  'category',
  'rung',
  'fuel',
  'parameter',
  'set',
  'value',
  'unit',
  'gas',
  'region',
  'year',
  'validFrom',
  'validTo',
  'source',
  'sourceUrl',
  'confidence',
  'note',
] as const;

const textOf = (factor: LibraryFactor, field: (typeof FIELDS)[number]): string | null =>
  field === 'name' ? `${factor.name.zh} / ${factor.name.en}` : factor[field];

/** Fields in which two versions of a factor differ; a closing day the library worked out itself does not count. */
const differing = (before: LibraryFactor, after: LibraryFactor): string[] =>
  FIELDS.filter(
    (field) =>
      textOf(before, field) !== textOf(after, field) && !(field === 'validTo' && after.validTo === null),
  );

const blank: Readonly<Record<string, string>> = Object.fromEntries(FACTOR_COLUMNS.map((name) => [name, '']));

interface Read {
  readonly line: number;
  readonly factor: LibraryFactor;
}

const rejection = (line: number, id: string, column: string, zh: string, en: string): RejectedRow => ({
  line,
  id,
  column,
  reason: { zh, en },
});

const readRow = (
  { line, cells }: ImportRow,
  table: string,
  edition: string,
  library: FactorLibrary,
): Read | RejectedRow => {
  const trimmed = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cell.trim()]));
  const id = trimmed['id'] ?? '';
  const parsed = factorRowSchema.safeParse({ ...blank, ...trimmed });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const column = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : 'id'));
    const text = issue?.message ?? 'is not valid';
    return rejection(line, id, column, `列 ${column} 无效：${text}`, `column ${column}: ${text}`);
  }
  const factor = withLeftOutColumns(toFactor(table, parsed.data, edition), library);
  const found = problemOf(factor, library);
  return found === undefined ? { line, factor } : { line, id, ...found };
};

const isRead = (row: Read | RejectedRow): row is Read => 'factor' in row;

/** A second row of one id says two things about one factor. */
const splitRepeated = (rows: readonly Read[]): { kept: Read[]; rejected: RejectedRow[] } => {
  const lines = new Map<string, number[]>();
  for (const { factor, line } of rows) lines.set(factor.id, [...(lines.get(factor.id) ?? []), line]);
  const repeated = (id: string): boolean => (lines.get(id)?.length ?? 0) > 1;
  return {
    kept: rows.filter(({ factor }) => !repeated(factor.id)),
    rejected: rows
      .filter(({ factor }) => repeated(factor.id))
      .map(({ line, factor }) => {
        const all = lines.get(factor.id)?.join(', ') ?? '';
        return rejection(
          line,
          factor.id,
          'id',
          `该 id 在文件中出现多次（行 ${all}）；请只保留一行`,
          `this id stands in the file more than once (lines ${all}); keep one`,
        );
      }),
  };
};

/** Rows whose validity overlaps that of another factor of the same figure. */
const splitOverlapping = (
  rows: readonly Read[],
  library: FactorLibrary,
): { kept: Read[]; rejected: RejectedRow[] } => {
  const merged = withImport(
    library,
    rows.map(({ factor }) => factor),
    'preview',
  );
  const clashes = new Map(
    overlaps(merged.factors).flatMap(({ first, second }) => [
      [first.id, second] as const,
      [second.id, first] as const,
    ]),
  );
  const rejected = rows.flatMap(({ line, factor }) => {
    const other = clashes.get(factor.id);
    if (other === undefined) return [];
    const span = `${other.validFrom ?? ''} – ${other.validTo ?? ''}`;
    return [
      rejection(
        line,
        factor.id,
        'valid_from',
        `有效期与 ${other.id}（${span}）重叠；请更正起止日期`,
        `its validity overlaps that of ${other.id} (${span}); correct the days`,
      ),
    ];
  });
  return { kept: rows.filter(({ factor }) => !clashes.has(factor.id)), rejected };
};

/**
 * What the rows of a table would do to a library: rows that are new, rows that correct a known factor, rows that say
 * nothing new, and rows that cannot be taken, each with the reason. Every row ends up in exactly one of the four.
 * @param table table of the library the file belongs to
 * @param edition name of the import, kept with each factor
 */
export const previewImport = (
  rows: readonly ImportRow[],
  { table, edition, library }: { table: string; edition: string; library: FactorLibrary },
): ImportPreview => {
  const all = rows.map((row) => readRow(row, table, edition, library));
  const once = splitRepeated(all.filter(isRead));
  const { kept, rejected: overlapping } = splitOverlapping(once.kept, library);
  const changed: ChangedFactor[] = [];
  const added: Read[] = [];
  let unchanged = 0;
  for (const { line, factor } of kept) {
    const before = library.byId.get(factor.id);
    if (before === undefined) {
      added.push({ line, factor });
      continue;
    }
    const fields = differing(before, factor);
    if (fields.length === 0) unchanged += 1;
    else changed.push({ line, before, after: factor, fields });
  }
  const taken = [...added.map(({ factor }) => factor), ...changed.map((change) => change.after)];
  const after = withImport(library, taken, `${library.version}+${edition}`);
  const withPredecessor = added.map((entry) => ({
    ...entry,
    predecessor: predecessorOf(entry.factor, after.factors) ?? null,
  }));
  const corrected = changed.map((entry) => ({ ...entry, factor: entry.after, predecessor: entry.before }));
  return {
    added: withPredecessor,
    changed,
    doubted: doubtedFactors([...withPredecessor, ...corrected], library).toSorted((a, b) => a.line - b.line),
    unchanged,
    rejected: [
      ...all.filter((row): row is RejectedRow => !isRead(row)),
      ...once.rejected,
      ...overlapping,
    ].toSorted((a, b) => a.line - b.line),
    closed: closedBySuccessors(mergedFactors(library, taken)),
    library: after,
  };
};
