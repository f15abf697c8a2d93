/** How a screen was let in: by a link of its own, kept in this browser for weeks. */
export interface KeptLink {
  readonly site: string;
  readonly token: string;
}

const KEY = 'zerofab.screen';
const PREFIX = 'screen.';

/**
 * The link a page was opened with.
 * @param hash of the address, with its #
 * @returns null where the address holds none
 */
export function linkOf(site: unknown, hash: string): KeptLink | null {
  const token = hash.slice(1);
  return typeof site === 'string' && site !== '' && token.startsWith(PREFIX) ? { site, token } : null;
}

/** The link this browser kept; `site` given: only one of that site. */
export function readLink(site: unknown): KeptLink | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as KeptLink | null;
    const wanted = typeof site !== 'string' || site === '' || kept?.site === site;
    return wanted && typeof kept?.token === 'string' && typeof kept.site === 'string' ? kept : null;
  } catch {
    return null;
  }
}

export function keepLink(link: KeptLink): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(link));
  } catch {
    // Storage may be forbidden: the screen then opens by its whole address each time.
  }
}
