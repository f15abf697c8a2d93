/** min cost·x, lower ≤ x ≤ upper, rowLower ≤ A·x ≤ rowUpper; A by rows (CSR). Null stands for no bound. */
export interface LinearModel {
  readonly lower: readonly number[];
  readonly upper: readonly (number | null)[];
  readonly cost: readonly number[];
  readonly integer: readonly boolean[];
  readonly rowLower: readonly (number | null)[];
  readonly rowUpper: readonly (number | null)[];
  readonly starts: readonly number[];
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

export interface Solved {
  readonly state: 'optimal' | 'infeasible' | 'timeLimit' | 'failed';
  /** Of each column; empty unless optimal. */
  readonly values: readonly number[];
}

/** Solves a model: HiGHS in the server, another solver in a test. */
export type Solve = (model: LinearModel, timeLimitSeconds: number) => Promise<Solved>;

/** A column by its place, with its factor. */
export type Part = readonly [column: number, factor: number];

/** Builds a model column by column and row by row. */
export class ModelBuilder {
  private readonly lower: number[] = [];
  private readonly upper: (number | null)[] = [];
  private readonly cost: number[] = [];
  private readonly integer: boolean[] = [];
  private readonly rowLower: (number | null)[] = [];
  private readonly rowUpper: (number | null)[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  /** @returns its place */
  column(lower: number, upper: number | null, cost = 0): number {
    this.integer.push(false);
    this.upper.push(upper);
    this.cost.push(cost);
    return this.lower.push(lower) - 1;
  }

  /** A column that is 0 or 1. */
  binary(): number {
    const column = this.column(0, 1);
    this.integer[column] = true;
    return column;
  }

  row(lower: number | null, upper: number | null, parts: readonly Part[]): void {
    for (const [column, factor] of parts) {
      this.indices.push(column);
      this.values.push(factor);
    }
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }

  build(): LinearModel {
    const { lower, upper, cost, integer, rowLower, rowUpper, starts, indices, values } = this;
    return { lower, upper, cost, integer, rowLower, rowUpper, starts, indices, values };
  }
}
