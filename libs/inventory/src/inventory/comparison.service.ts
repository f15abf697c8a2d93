import { Injectable } from '@nestjs/common';
import type { Bridge, InventoryMatrix, Waterfall } from '@zerofab/contracts';
import { isoIn, type Span } from '@zerofab/calendar';
import { bridgeOf, monthMatrix, siteFigures, waterfallOf, waterfallSources } from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { InventoryService, requireMethod } from './inventory.service.js';
import { FrozenInventories } from '../periods/frozen-inventories.service.js';
import type { InventoryQuestion, SiteActivity } from './site-activity.js';

/** The same activity data seen in other ways: under two methods, and month by month. */
@Injectable()
export class ComparisonService {
  constructor(
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
  ) {}

  /** @throws RefusedError unknown-method */
  async bridge(site: SiteEntity, question: InventoryQuestion, fromId: string, toId: string): Promise<Bridge> {
    const [from, to] = [requireMethod(fromId), requireMethod(toId)];
    const { data, facts } = await this.basis(site, question);
    const names = new Map(data.map(({ source }) => [source.code, source.name]));
    return bridgeOf(
      from,
      to,
      (method, gridFrom) => siteFigures(facts, data, method, gridFrom).flatMap(({ figure }) => figure.terms),
      names,
    );
  }

  /** Every source month by month; each month is worked out by itself. */
  async matrix(site: SiteEntity, question: InventoryQuestion): Promise<InventoryMatrix> {
    const { data, facts, period } = await this.basis(site, question);
    const method = requireMethod(question.method ?? period?.method, question.gwp);
    const { months, rows, totals } = monthMatrix(facts, data, method);
    return {
      method: method.id,
      months,
      rows: rows.map(({ source: { code, name, category }, ...row }) => ({ code, name, category, ...row })),
      totals,
    };
  }

  /** Why the totals of two periods differ under one method. */
  async waterfall(site: SiteEntity, question: InventoryQuestion, compared: Span): Promise<Waterfall> {
    const after = await this.basis(site, question);
    const method = requireMethod(question.method ?? after.period?.method, question.gwp);
    const side = ({ data, facts }: typeof after, span: Span) => {
      const about = { span, zone: site.timezone, nowMs: question.nowMs };
      return waterfallSources(siteFigures(facts, data, method), method, about);
    };
    const { beforeTco2e, afterTco2e, steps } = waterfallOf(
      side(await this.basis(site, { ...question, span: compared }), compared),
      side(after, question.span),
    );
    const at = (ms: number): string => isoIn(ms, site.timezone);
    return {
      method: { id: method.id, name: method.name },
      from: at(question.span.fromMs),
      to: at(question.span.toMs),
      comparedFrom: at(compared.fromMs),
      comparedTo: at(compared.toMs),
      beforeTco2e,
      afterTco2e,
      steps: steps.map(({ lines, ...step }) => ({ ...step, lines: [...lines] })),
    };
  }

  /**
   * Of a locked period what its version was worked out from, so that every view tells of the same figures; its method is
   * the one of the version where none is asked for.
   */
  private async basis(
    site: SiteEntity,
    question: InventoryQuestion,
  ): Promise<Pick<SiteActivity, 'data' | 'facts'> & { readonly period?: { readonly method: string } }> {
    return (await this.frozen.inputs(site, question)) ?? this.inventories.read(site, question);
  }
}
