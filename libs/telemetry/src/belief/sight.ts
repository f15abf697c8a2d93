import { Injectable } from '@nestjs/common';
import { CONTEXT_READINGS } from '@zerofab/metering';
import type { EntityManager } from 'typeorm';
import { REACH_MS } from './changed-findings.js';
import { FindingStore, type Stretch } from './finding.store.js';

/** Registers remembered at most. */
const MOST = 50_000;

/**
 * Tells which stretches have a finding so near that readings in them may have a say about it. A new register is noted for
 * its first readings; once enough others lie between, it is remembered as out of sight, and costs nothing more.
 */
@Injectable()
export class Sight {
  /** By register: end of its last finding, and the instant from which on that is out of sight. */
  private readonly quiet = new Map<number, { readonly untilMs: number; readonly fromMs: number }>();

  constructor(private readonly findings: FindingStore) {}

  /** @returns positions of the stretches that have a finding in sight */
  async inSight(manager: EntityManager, stretches: readonly Stretch[]): Promise<ReadonlySet<number>> {
    const seen = new Set<number>();
    const asked: { readonly place: number; readonly between: Stretch; readonly before: boolean }[] = [];
    for (const [place, near] of (await this.findings.near(manager, stretches, REACH_MS)).entries()) {
      const own = stretches[place];
      if (own === undefined) continue;
      const { registerId, firstMs, lastMs } = own;
      if (near.within) seen.add(place);
      if (near.within) continue;
      if (near.beforeMs !== null && !this.isQuiet(own, near.beforeMs))
        asked.push({ place, between: { registerId, firstMs: near.beforeMs, lastMs: firstMs }, before: true });
      if (near.afterMs !== null)
        asked.push({ place, between: { registerId, firstMs: lastMs, lastMs: near.afterMs }, before: false });
    }
    const counts = await this.findings.readingsBetween(
      manager,
      asked.map(({ between }) => between),
      CONTEXT_READINGS,
    );
    for (const [index, { place, between, before }] of asked.entries())
      if ((counts[index] ?? 0) < CONTEXT_READINGS) seen.add(place);
      else if (before) this.remember(between);
    return seen;
  }

  private isQuiet({ registerId, firstMs }: Stretch, untilMs: number): boolean {
    const known = this.quiet.get(registerId);
    return known?.untilMs === untilMs && known.fromMs <= firstMs;
  }

  private remember({ registerId, firstMs: untilMs, lastMs: fromMs }: Stretch): void {
    if (this.quiet.size >= MOST) this.quiet.clear();
    this.quiet.set(registerId, { untilMs, fromMs });
  }
}
