/** Path of a site. */
export const site = (code: string): string => `/sites/${encodeURIComponent(code)}`;

/** Path of a meter of a site. */
export const meterPath = (code: string, meter: string): string =>
  `${site(code)}/meters/${encodeURIComponent(meter)}`;

/** Span of a question: local dates of the site or ISO 8601 instants, half-open. */
export interface Range {
  readonly from: string;
  readonly to: string;
}
