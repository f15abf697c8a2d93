/** A column of a table, as data. What `text` cannot say stands in the slot of the column's key. */
export interface Column<Row> {
  readonly key: string;
  /** Head of the column. */
  readonly title: string;
  /** The head is there for screen readers only: a column of actions, or a list without heads. */
  readonly silent?: boolean;
  /** False leaves the column out. */
  readonly show?: boolean;
  /** Figures stand at the end of their column, on one line. */
  readonly align?: 'end';
  /** How its words break: on one line, anywhere, or within 320 px. */
  readonly words?: 'keep' | 'wrap' | 'wide';
  /** Set back: context beside the figures that count. */
  readonly dim?: boolean;
  /** An action that stays in sight while a narrow table scrolls. */
  readonly pinned?: boolean;
  /** Text of a cell. */
  readonly text?: (row: Row) => string | number | null;
  /** What a cell says on pointing at it, e.g. every digit of a rounded figure. */
  readonly hint?: (row: Row) => string | undefined;
  /** Class of a cell that depends on its row. */
  readonly mark?: (row: Row) => string | undefined;
}

/** Classes of the cells of a column. */
export const cellClasses = <Row>(column: Column<Row>, row: Row): (string | undefined)[] => [
  column.align === 'end' ? 'num' : undefined,
  column.words,
  column.dim === true ? 'dim' : undefined,
  column.pinned === true ? 'pinned' : undefined,
  column.mark?.(row),
];
