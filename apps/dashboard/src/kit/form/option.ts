/** A choice of a list; choices of one group stand under its name. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}
