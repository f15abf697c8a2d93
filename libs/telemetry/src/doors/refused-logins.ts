/** A login that the broker did not let in. */
export interface RefusedLogin {
  readonly username: string;
  readonly atMs: number;
  /** Times since it was let in last, or since the start. */
  readonly count: number;
}

/** Names kept; a flood of strange names pushes the oldest out. */
const REMEMBERED = 1000;
const MAX_NAME = 129;

/** Logins refused lately, by user name: whoever sets a device up is told that it knocked with a wrong password. */
export class RefusedLogins {
  private readonly byName = new Map<string, RefusedLogin>();

  refused(username: string, atMs: number): void {
    const name = username.slice(0, MAX_NAME);
    const count = (this.byName.get(name)?.count ?? 0) + 1;
    // Moved to the end: the oldest stands first.
    this.byName.delete(name);
    this.byName.set(name, { username: name, atMs, count });
    if (this.byName.size > REMEMBERED) this.byName.delete(this.byName.keys().next().value ?? '');
  }

  /** Let in: what was wrong before is mended. */
  letIn(username: string): void {
    this.byName.delete(username);
  }

  /** Those of a site, the latest first. */
  ofSite(site: string): RefusedLogin[] {
    return [...this.byName.values()]
      .filter(({ username }) => username.startsWith(`${site}/`))
      .toSorted((one, other) => other.atMs - one.atMs);
  }
}
