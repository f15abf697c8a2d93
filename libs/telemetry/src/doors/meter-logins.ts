import { Injectable } from '@nestjs/common';
import { MeterDirectory } from '../ingest/directory.js';
import { passwordMatches } from '../sites/site.store.js';

/** Logins of meters, for doors that are not a broker. */
@Injectable()
export class MeterLogins {
  constructor(private readonly directory: MeterDirectory) {}

  /** Whether `{site}/{meter}` has this password now. */
  async matches(site: string, meter: string, password: string): Promise<boolean> {
    if (!this.directory.isFresh() || !this.holds(site, meter, password)) await this.directory.refresh();
    return this.holds(site, meter, password);
  }

  private holds(site: string, meter: string, password: string): boolean {
    const hash = this.directory.meter(site, meter)?.passwordSha256 ?? null;
    return hash !== null && passwordMatches(hash, password);
  }
}
