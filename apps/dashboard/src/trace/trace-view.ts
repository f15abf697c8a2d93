/** What a trace page tells the drawer's head. */
export interface TraceView {
  /** Name of the level above, for the way up. */
  readonly parentTitle: string;
  readonly levels: readonly { readonly anchor: string; readonly title: string }[];
  /** What the JSON download holds. */
  readonly document: unknown;
}
