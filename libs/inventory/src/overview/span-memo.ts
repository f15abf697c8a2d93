import type { Span } from '@zerofab/calendar';

/** Spans kept at most, over all sites; a page needs some ten of one site. */
const MOST = 200;

/**
 * Figures of spans that are over, kept as long as nothing that they rest on changes. What they rest on is named by the
 * caller: any other name, and everything that was kept is forgotten.
 */
export class SpanMemo<T> {
  private readonly kept = new Map<string, Promise<T>>();
  private basis: string | undefined;

  /**
   * The figures of a span: kept, or worked out.
   * @param basis what they rest on; undefined where that cannot be told, then nothing is kept
   */
  async get(
    site: number,
    { fromMs, toMs }: Span,
    basis: string | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    if (basis !== this.basis) this.kept.clear();
    this.basis = basis;
    if (basis === undefined) return work();
    const key = [site, fromMs, toMs].join(':');
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const worked = work();
    this.kept.set(key, worked);
    worked.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    return worked;
  }
}
