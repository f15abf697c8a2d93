/** What a trace explains; the drawer loads what it needs from this alone, so that a link opens the same view. */
export type TraceId =
  /** Emissions or comprehensive energy of a span: all sources, or one. */
  | { readonly kind: 'emissions' | 'energy'; readonly span: string; readonly source: string | null }
  /** Power of the whole site, or of one meter. */
  | { readonly kind: 'power'; readonly meter: string | null }
  /** Consumption of a meter today, beside the same hours of yesterday; null: all units. */
  | { readonly kind: 'use'; readonly meter: string | null }
  /** Raw readings of one register. */
  | { readonly kind: 'reading'; readonly meter: string; readonly register: string };

/**
 * `emissions.month.elec`, `energy.year`, `power.site`, `use.M03`, `reading.M01.active_energy`.
 * A span is `today`, `month`, `year` (as the overview has them) or `from~to`. Codes hold no dots.
 */
export function formatTraceId(id: TraceId): string {
  switch (id.kind) {
    case 'emissions':
    case 'energy':
      return [id.kind, id.span, ...(id.source === null ? [] : [id.source])].join('.');
    case 'power':
    case 'use':
      return id.meter === null ? `${id.kind}.site` : `${id.kind}.meter.${id.meter}`;
    case 'reading':
      return `reading.${id.meter}.${id.register}`;
  }
}

/** Reads a trace id of a URL; null when it is none. */
export function parseTraceId(text: string | null | undefined): TraceId | null {
  const [kind, second, third, ...rest] = (text ?? '').split('.');
  if (second === undefined || second === '' || rest.length > 0 || third === '') return null;
  if (kind === 'emissions' || kind === 'energy') return { kind, span: second, source: third ?? null };
  if (kind === 'power' || kind === 'use') {
    if (second === 'site' && third === undefined) return { kind, meter: null };
    return second === 'meter' && third !== undefined ? { kind, meter: third } : null;
  }
  return kind === 'reading' && third !== undefined ? { kind, meter: second, register: third } : null;
}

/** Span token of a trace id for explicit ends (local dates or instants). */
export const spanToken = (from: string, to: string): string => `${from}~${to}`;

/** Ends of an explicit span token; null for `today`, `month`, `year`. */
export function spanEnds(token: string): { from: string; to: string } | null {
  const [from, to, ...rest] = token.split('~');
  return from !== undefined && to !== undefined && from !== '' && to !== '' && rest.length === 0
    ? { from, to }
    : null;
}

/** The trace one level up: a source's total; null at the top. */
export function parentTrace(id: TraceId): TraceId | null {
  if ((id.kind === 'emissions' || id.kind === 'energy') && id.source !== null) return { ...id, source: null };
  if ((id.kind === 'power' || id.kind === 'use') && id.meter !== null) return { ...id, meter: null };
  return null;
}
