/** A column of a table; widths are shares of the page. Figures stand at the right and may be broken anywhere. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly figure?: true;
}

/** One bar of a chart; its text stands beside it. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** What a printed report is made of, whatever file it becomes. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2;
      readonly number: string;
      readonly text: string;
    }
  | { readonly kind: 'text'; readonly text: string; readonly tone: 'body' | 'note' | 'warning' }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** How many rows at the end are totals. */
      readonly totals: number;
    }
  | { readonly kind: 'bars'; readonly title: string; readonly bars: readonly Bar[] }
  | { readonly kind: 'signatures'; readonly roles: readonly string[] };

/** A report ready to be set: the same for every file format. */
export interface ReportDocument {
  readonly lang: 'zh' | 'en';
  readonly title: string;
  /** Below the title of the cover. */
  readonly subtitle: string;
  readonly cover: readonly (readonly [label: string, value: string])[];
  readonly blocks: readonly Block[];
  /** At the top of each page. */
  readonly running: string;
  readonly contents: string;
  /** Words of "page n of m". */
  readonly page: (page: number, pages: number) => string;
  /** Instant that the file says it was made at, ISO 8601: of a frozen version when it was frozen, so that its bytes stay. */
  readonly madeAt: string;
}

/** What a cell shows where there is nothing: a dash, never 0. */
export const NOTHING = '—';

type TableContent = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows'> & { readonly totals?: number };

/** Collects the blocks of a report and numbers its chapters, sections, tables and figures. */
export class DocumentBuilder {
  readonly blocks: Block[] = [];
  private chapterNumber = 0;
  private sectionNumber = 0;
  private tableNumber = 0;
  private figureNumber = 0;

  /** @param words before a number: of tables and of figures */
  constructor(private readonly words: { readonly table: string; readonly figure: string }) {}

  chapter(text: string): void {
    this.chapterNumber += 1;
    [this.sectionNumber, this.tableNumber, this.figureNumber] = [0, 0, 0];
    this.blocks.push({ kind: 'heading', level: 1, number: String(this.chapterNumber), text });
  }

  section(text: string): void {
    this.sectionNumber += 1;
    const number = `${String(this.chapterNumber)}.${String(this.sectionNumber)}`;
    this.blocks.push({ kind: 'heading', level: 2, number, text });
  }

  text(text: string, tone: 'body' | 'note' | 'warning' = 'body'): void {
    this.blocks.push({ kind: 'text', text, tone });
  }

  facts(rows: readonly (readonly [label: string, value: string | null | undefined])[]): void {
    this.blocks.push({ kind: 'facts', rows: rows.map(([label, value]) => [label, shown(value)]) });
  }

  /** A numbered table; one without rows says so instead of standing empty. */
  table(title: string, { columns, rows, totals = 0 }: TableContent, none: string): void {
    if (rows.length === 0) {
      this.text(none, 'note');
      return;
    }
    this.tableNumber += 1;
    const number = `${this.words.table} ${String(this.chapterNumber)}-${String(this.tableNumber)}`;
    this.blocks.push({
      kind: 'table',
      title: `${number} ${title}`,
      columns,
      rows: rows.map((row) => row.map(shown)),
      totals,
    });
  }

  bars(title: string, bars: readonly Bar[]): void {
    if (bars.length === 0) return;
    this.figureNumber += 1;
    const number = `${this.words.figure} ${String(this.chapterNumber)}-${String(this.figureNumber)}`;
    this.blocks.push({ kind: 'bars', title: `${number} ${title}`, bars });
  }

  signatures(roles: readonly string[]): void {
    this.blocks.push({ kind: 'signatures', roles });
  }
}

const shown = (value: string | null | undefined): string => ((value ?? '') === '' ? NOTHING : (value ?? ''));
