import { Injectable } from '@nestjs/common';
import type {
  SchemeImportRequest,
  SchemePreview,
  SchemePreviewRequest,
  SchemeSummary,
} from '@zerofab/contracts';
import { ScoringSchemeStore } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { indicatorsOf, readScheme, schemeDifferences, schemes, type Scheme } from '@zerofab/scoring';
import { refused, refusedField, type Bilingual } from '@zerofab/vocabulary';
import { parse } from 'yaml';
import { SchemeCatalog } from './scheme-catalog.js';
import { summaryOf } from './scoring.service.js';

type FileContent = Record<string, unknown>;

/** JSON is YAML too. Every scalar stays the text it is; aliases, by which a small file becomes a large one, are refused. */
const contentOf = (text: string): FileContent => {
  try {
    const content: unknown = parse(text, { schema: 'failsafe', maxAliasCount: 0 });
    if (typeof content === 'object' && content !== null && !Array.isArray(content))
      return content as FileContent;
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw refusedField('scheme-unusable', 'text', {
      zh: `文件不是有效的 YAML 或 JSON：${why}`,
      en: `The file is neither YAML nor JSON: ${why}`,
    });
  }
  throw refusedField('scheme-unusable', 'text', {
    zh: '文件不是一个方案；请以“id、version、kind…”各项书写，见 docs/scoring.md',
    en: 'The file is no scheme; write it with "id", "version", "kind" and so on, see docs/scoring.md',
  });
};

const taken = (id: string): Bilingual => ({
  zh: `编号“${id}”属于平台自带方案；请为导入的方案另取编号`,
  en: `The id "${id}" is one of the product's own schemes; give the imported one another id`,
});

/** Imports schemes of evaluation: previewed, checked, kept with author and reason, usable at once. */
@Injectable()
export class SchemeImportService {
  constructor(
    private readonly store: ScoringSchemeStore,
    private readonly catalog: SchemeCatalog,
  ) {}

  /** @throws RefusedError `scheme-unusable` of a file that cannot be read at all */
  async preview({ text }: SchemePreviewRequest, thisYear: number): Promise<SchemePreview> {
    const { scheme, problems, warnings } = readScheme(contentOf(text), thisYear);
    const { schemes: all, importedOf } = await this.catalog.present();
    const own = scheme !== null && schemes().some(({ id }) => id === scheme.id);
    const before = own ? undefined : all.find(({ id }) => id === scheme?.id);
    const found = own ? [...problems, { code: 'id-taken', at: scheme.id, text: taken(scheme.id) }] : problems;
    return {
      scheme: scheme === null ? null : countsOf(scheme),
      usable: scheme !== null && found.length === 0,
      problems: [...found],
      warnings: [...warnings],
      presentVersion: scheme === null ? 0 : (importedOf(scheme.id)?.version ?? 0),
      differences: before === undefined || scheme === null ? [] : [...schemeDifferences(before, scheme)],
    };
  }

  /** @throws RefusedError `scheme-unusable` with every problem, `scheme-id-taken`, `stale-version` */
  async import(
    asked: { readonly id: string; readonly thisYear: number },
    { text, fileName }: SchemeImportRequest,
    change: ChangeRequest,
  ): Promise<SchemeSummary> {
    const file = contentOf(text);
    const { scheme, problems } = readScheme(file, asked.thisYear);
    if (scheme === null || problems.length > 0) {
      const lines = (language: 'zh' | 'en') => problems.map((each) => each.text[language]).join('; ');
      throw refusedField('scheme-unusable', 'text', { zh: lines('zh'), en: lines('en') });
    }
    if (scheme.id !== asked.id)
      throw refusedField('scheme-unusable', 'text', {
        zh: `文件中的编号是“${scheme.id}”，而路径是“${asked.id}”；两者须一致`,
        en: `The file says "${scheme.id}", the path "${asked.id}"; make them the same`,
      });
    if (schemes().some(({ id }) => id === scheme.id)) throw refused('scheme-id-taken', taken(scheme.id));
    await this.store.put({ id: scheme.id, fileName: fileName ?? null, file, withdrawn: false }, change);
    this.catalog.changed();
    const { importedOf } = await this.catalog.present();
    return summaryOf(scheme, importedOf(scheme.id));
  }

  /** Scores by it are no longer offered; what was told for it stays. @throws RefusedError `scoring-unknown-scheme` */
  async withdraw(id: string, change: ChangeRequest): Promise<void> {
    const found = (await this.store.list()).find((each) => each.id === id);
    if (found === undefined)
      throw refused('scoring-unknown-scheme', {
        zh: `没有导入过方案“${id}”；平台自带的方案不可撤回`,
        en: `No scheme "${id}" was imported; those of the product cannot be withdrawn`,
      });
    const { fileName, file } = found;
    await this.store.put({ id, fileName, file, withdrawn: true }, change);
    this.catalog.changed();
  }
}

const countsOf = (scheme: Scheme): SchemePreview['scheme'] => ({
  ...summaryOf(scheme),
  indicators: indicatorsOf(scheme).length,
  gates: scheme.gates.length,
  inputs: scheme.inputs.length,
  ours: scheme.sources.filter(({ ours }) => ours === true).length,
});
