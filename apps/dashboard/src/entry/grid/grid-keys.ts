export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Press {
  readonly key: string;
  readonly shift: boolean;
  /** The caret stands at the begin or end of the text, or all of it is selected. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

const step = (
  { row, column }: Place,
  { key, shift, atStart, atEnd }: Press,
): readonly [number, number] | null => {
  switch (key) {
    case 'ArrowUp':
      return [row - 1, column];
    case 'ArrowDown':
      return [row + 1, column];
    case 'Enter':
      return [shift ? row - 1 : row + 1, column];
    case 'ArrowLeft':
      return atStart ? [row, column - 1] : null;
    case 'ArrowRight':
      return atEnd ? [row, column + 1] : null;
    default:
      return null;
  }
};

/**
 * Cell that a key leads to, as in a spreadsheet; null leaves the key to the browser: within a text, and at the edges.
 * Tab goes through the rows and leaves the grid at its end, so that it is no trap.
 */
export const placeAfter = (
  from: Place,
  press: Press,
  size: { readonly rows: number; readonly columns: number },
): Place | null => {
  if (press.key === 'Tab') {
    const next = from.row * size.columns + from.column + (press.shift ? -1 : 1);
    if (next < 0 || next >= size.rows * size.columns) return null;
    return { row: Math.floor(next / size.columns), column: next % size.columns };
  }
  const [row, column] = step(from, press) ?? [-1, -1];
  return row >= 0 && row < size.rows && column >= 0 && column < size.columns ? { row, column } : null;
};
