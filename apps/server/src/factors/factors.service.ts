import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  Comparison,
  FactorImport,
  FactorImportRequest,
  FactorPreview,
  FactorPreviewRequest,
  FactorQuery,
  FactorsInUse,
  InventoryQuery,
  PostComparison,
} from '@zerofab/contracts';
import {
  agreesWithPrint,
  comparisonProblem,
  FACTOR_TABLES,
  previewImport,
  type ImportPreview,
  type LibraryFactor,
} from '@zerofab/factors';
import {
  FactorComparisonStore,
  FactorImportService,
  FactorLibraryStore,
  FactorUseService,
  unknownImport,
  type StoredComparison,
  type StoredImport,
} from '@zerofab/inventory';
import { seesSite, type Principal } from '@zerofab/identity';
import { History, type ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { dayLabel, resolveInstant } from '@zerofab/calendar';
import { refused, refusedField } from '@zerofab/vocabulary';
import { questionOf } from '../inventory/question.js';
import { readFactorCsv, writeFactorCsv } from './factor-csv.js';

/** Days of publication are days in China. */
const PUBLICATION_ZONE = 'Asia/Shanghai';

const toImport = (stored: StoredImport): FactorImport => ({
  ...stored,
  importedAt: stored.importedAt.toISOString(),
  withdrawnAt: stored.withdrawnAt?.toISOString() ?? null,
});

const toComparison = ({ comparedAt, day: _day, ...rest }: StoredComparison): Comparison => ({
  ...rest,
  agrees: agreesWithPrint(rest),
  comparedAt: comparedAt.toISOString(),
});

const changePercent = (before: LibraryFactor | null, after: LibraryFactor): number | null =>
  before === null || before.unit !== after.unit || Number(before.value) === 0
    ? null
    : (Number(after.value) / Number(before.value) - 1) * 100;

const textOf = ({ id, name, category, source, gas, region, year, unit }: LibraryFactor): string =>
  [id, name.zh, name.en, category, source, gas, region, year, unit].join(' ').toLowerCase();

const requireTable = (table: string): void => {
  if (!FACTOR_TABLES.includes(table))
    throw refusedField('validation', 'table', {
      zh: `没有因子表“${table}”；现有：${FACTOR_TABLES.join('、')}`,
      en: `there is no table "${table}"; there are: ${FACTOR_TABLES.join(', ')}`,
    });
};

/** Refuses what was previewed but not accepted, and a file that says nothing new. */
const requireAccepted = (
  request: FactorImportRequest,
  { added, changed, rejected, doubted }: ImportPreview,
): void => {
  const [bad] = rejected;
  if (bad !== undefined && !request.acceptRejected) {
    const [rows, line] = [String(rejected.length), String(bad.line)];
    throw refusedField('validation', 'acceptRejected', {
      zh: `有 ${rows} 行被拒绝（第 ${line} 行：${bad.reason.zh}）；请更正，或确认不导入这些行`,
      en: `${rows} rows are refused (line ${line}: ${bad.reason.en}); correct them, or accept that they are left out`,
    });
  }
  const [first] = changed;
  if (first !== undefined && !request.acceptChanged) {
    const factors = String(changed.length);
    throw refusedField('validation', 'acceptChanged', {
      zh: `将更正 ${factors} 个已有因子（${first.before.id} …）；请确认，或从文件中删除这些行`,
      en: `${factors} known factors would be corrected (${first.before.id} …); accept it, or take them out of the file`,
    });
  }
  const [odd] = doubted;
  if (odd !== undefined && request.confirmDoubted === undefined)
    throw refusedField('validation', 'confirmDoubted', {
      zh: `${String(doubted.length)} 个因子数值可疑（第 ${String(odd.line)} 行 ${odd.id}：${odd.reason.zh}）`,
      en: `${String(doubted.length)} factors are doubtful (line ${String(odd.line)}, ${odd.id}: ${odd.reason.en})`,
    });
  if (added.length + changed.length === 0)
    throw refusedField('validation', 'csv', {
      zh: '该文件中没有新内容，无需导入',
      en: 'nothing in this file is new; there is nothing to import',
    });
};

/** The journal keeps why doubted factors were taken. */
const reasonOf = ({ confirmDoubted }: FactorImportRequest, { reason }: ChangeRequest): string | null =>
  [reason, confirmDoubted].filter((text) => text !== null && text !== undefined).join('; ') || null;

/** The factor library: read, searched, exported, and brought up to date by importing a newer table. */
@Injectable()
export class FactorsService {
  constructor(
    private readonly libraries: FactorLibraryStore,
    private readonly comparisonStore: FactorComparisonStore,
    private readonly effects: FactorImportService,
    private readonly uses: FactorUseService,
    private readonly sites: SiteStore,
    private readonly history: History,
  ) {}

  async list(query: FactorQuery): Promise<{
    version: string;
    total: number;
    next: number | null;
    items: LibraryFactor[];
  }> {
    const knownAtMs =
      query.knownAt === undefined ? undefined : resolveInstant(query.knownAt, PUBLICATION_ZONE, 'knownAt');
    const library = await this.libraries.library(knownAtMs);
    const words = (query.q ?? '').toLowerCase().split(/\s+/);
    const fits = (wanted: string | undefined, value: string | null): boolean =>
      wanted === undefined || wanted === value;
    const items = library.factors.filter(
      (row) =>
        fits(query.table, row.table) &&
        fits(query.category, row.category) &&
        fits(query.region, row.region) &&
        words.every((word) => textOf(row).includes(word)),
    );
    const start = query.cursor ?? 0;
    const end = start + (query.limit ?? items.length);
    return {
      version: library.version,
      total: items.length,
      next: end < items.length ? end : null,
      items: items.slice(start, end),
    };
  }

  /** @throws RefusedError invalid for an unknown table */
  async csv(table: string): Promise<string> {
    requireTable(table);
    const { factors } = await this.libraries.published();
    return writeFactorCsv(factors.filter((factor) => factor.table === table));
  }

  /** @throws RefusedError invalid for a file that is no factor table */
  async preview(request: FactorPreviewRequest, asker: Principal): Promise<FactorPreview> {
    const nowMs = Date.now();
    const { result, basedOn } = await this.workOut(request);
    const days = [...result.added.map(({ factor }) => factor), ...result.changed.map(({ after }) => after)]
      .flatMap(({ validFrom }) => validFrom ?? [])
      .toSorted();
    const today = dayLabel(nowMs, PUBLICATION_ZONE);
    const last = days.at(-1) ?? today;
    const asOf = last > today ? last : today;
    const asOfMs = Math.max(nowMs, resolveInstant(asOf, PUBLICATION_ZONE, 'csv'));
    const visible = (await this.sites.listSites()).filter(({ code }) => seesSite(asker, code));
    const effects: FactorPreview['effects'] = [];
    for (const site of visible)
      effects.push(...(await this.effects.effects(site, result.library, { nowMs, asOfMs })));
    return {
      basedOn,
      added: result.added.map((entry) => ({
        ...entry,
        changePercent: changePercent(entry.predecessor, entry.factor),
      })),
      changed: result.changed.map(({ fields, ...entry }) => ({
        ...entry,
        fields: [...fields],
        changePercent: changePercent(entry.before, entry.after),
      })),
      unchanged: result.unchanged,
      rejected: [...result.rejected],
      doubted: [...result.doubted],
      closed: [...result.closed],
      asOf,
      effects,
    };
  }

  /**
   * Imports what was previewed.
   * @throws RefusedError invalid when corrections or rejected rows were not accepted, or nothing is new; conflict when the
   * library has changed since the preview
   */
  async import(request: FactorImportRequest, change: ChangeRequest): Promise<FactorImport> {
    const { result } = await this.workOut(request);
    const { added, changed, unchanged, rejected } = result;
    requireAccepted(request, result);
    return toImport(
      await this.libraries.add(
        {
          table: request.table,
          title: request.title,
          fileName: request.fileName ?? null,
          content: request.csv,
          sha256: createHash('sha256').update(request.csv).digest('hex'),
          factors: [...added.map(({ factor }) => factor), ...changed.map(({ after }) => after)],
          added: added.length,
          changed: changed.length,
          unchanged,
          rejected: rejected.length,
          basedOn: request.basedOn,
        },
        { ...change, reason: reasonOf(request, change) },
      ),
    );
  }

  async comparisons(): Promise<Comparison[]> {
    return (await this.comparisonStore.all()).map(toComparison).toReversed();
  }

  /** @throws RefusedError not-found for an unknown factor, conflict when its value is no longer the one shown */
  async compare(body: PostComparison, change: ChangeRequest): Promise<Comparison> {
    const factor = (await this.libraries.library()).byId.get(body.factor);
    if (factor === undefined)
      throw refused('unknown-factor', {
        zh: `因子库没有因子“${body.factor}”`,
        en: `There is no factor "${body.factor}" in the library`,
      });
    if (factor.value !== body.value)
      throw refused('factor-library-changed', {
        zh: `该因子现为 ${factor.value} ${factor.unit}，与所示不同；请重新查看后再核对`,
        en: `The factor is ${factor.value} ${factor.unit} now, not what was shown; look at it again`,
      });
    const problem = comparisonProblem(body, factor);
    if (problem !== undefined) throw refusedField('validation', problem.field, problem.text);
    return toComparison(await this.comparisonStore.add({ ...body, unit: factor.unit }, change));
  }

  async imports(): Promise<FactorImport[]> {
    return (await this.libraries.imports()).map(toImport);
  }

  /** @throws RefusedError not-found for an unknown import */
  async importedFile(id: string): Promise<string> {
    const content = await this.libraries.content(id);
    if (content === undefined) throw unknownImport(id);
    return content;
  }

  /** @throws RefusedError not-found for an unknown import, conflict for one that was withdrawn before */
  async withdraw(id: string, reason: string, change: ChangeRequest): Promise<FactorImport> {
    return toImport(await this.libraries.withdraw(id, reason, change));
  }

  async inUse(siteCode: string, query: InventoryQuery): Promise<FactorsInUse> {
    const now = await this.sites.requireSite(siteCode);
    const site = await this.history.siteAsKnown(now, questionOf(now, query).knownAtMs);
    return this.uses.inUse(site, questionOf(site, query));
  }

  private async workOut({ table, title, csv }: FactorPreviewRequest): Promise<{
    result: ImportPreview;
    basedOn: string;
  }> {
    requireTable(table);
    const library = await this.libraries.published();
    return {
      result: previewImport(readFactorCsv(csv), { table, edition: title, library }),
      basedOn: library.version,
    };
  }
}
