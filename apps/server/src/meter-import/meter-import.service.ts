import { Injectable } from '@nestjs/common';
import {
  messageText,
  putMeterSchema,
  codeSchema,
  type ImportMeters,
  type MeterPreview,
  type MetersImported,
  type PreviewMeters,
  type PutMeter,
} from '@zerofab/contracts';
import { SiteRecords, type ChangeRequest } from '@zerofab/records';
import { SiteStore, type MeterEntity, type SiteEntity } from '@zerofab/telemetry';
import { refusedField, type Bilingual } from '@zerofab/vocabulary';
import type { z } from 'zod';
import { readXlsx } from '../entry/read-sheet.js';
import { readMeterTable, type ListedMeter } from './meter-table.js';

type Problem = MeterPreview['problems'][number];

/** What the contract finds, in both languages; its column is the end of the path. */
const textOf = (issue: z.core.$ZodIssue): Bilingual =>
  messageText(issue.message) ?? {
    zh: `“${issue.path.join('.')}”的内容不符合要求；请改正`,
    en: `${issue.path.join('.')}: ${issue.message}`,
  };

/** The column of the list that holds what the contract names. */
const columnOf = ([first, , last]: readonly PropertyKey[]): string => {
  if (first === 'unit') return 'siteUnit';
  if (first !== 'registers') return String(first ?? '');
  return last === 'unit' ? 'registerUnit' : last === 'code' ? 'register' : String(last ?? 'register');
};

/** A meter of the list, and where it stands there. */
interface PlacedMeter {
  readonly place: number;
  readonly code: string;
  readonly meter: PutMeter;
}

/** Meters in an order in which each stands behind its parent. */
const parentsFirst = (meters: ImportMeters['meters']): PlacedMeter[] => {
  const placed = meters.map((entry, place) => ({ ...entry, place }));
  const byCode = new Map(placed.map((entry) => [entry.code, entry]));
  const sorted = new Set<PlacedMeter>();
  const visit = (entry: PlacedMeter, path: ReadonlySet<string>): void => {
    if (sorted.has(entry) || path.has(entry.code)) return;
    const parent = byCode.get(entry.meter.parent ?? '');
    if (parent !== undefined) visit(parent, new Set([...path, entry.code]));
    sorted.add(entry);
  };
  for (const entry of placed) visit(entry, new Set());
  return [...sorted];
};

/** A meter as it stands, in the shape of the input, to be told from another. */
const present = (meter: MeterEntity, all: readonly MeterEntity[]): unknown => ({
  name: { zh: meter.nameZh, en: meter.nameEn },
  carrier: meter.carrier,
  parent: all.find(({ id }) => id === meter.parentId)?.code ?? null,
  unit: meter.unit,
  location: meter.location,
  registers: meter.registers.map(({ code, kind, unit, multiplier, rollover, interval, nameZh, nameEn }) => [
    [code, kind, unit, multiplier, rollover, interval],
    [nameZh, nameEn],
  ]),
});

const proposed = ({ name, carrier, parent, unit, location, registers }: PutMeter): unknown => ({
  name,
  carrier,
  parent: parent ?? null,
  unit: unit ?? null,
  location: location ?? null,
  registers: registers.map((register) => [
    [
      register.code,
      register.kind,
      register.unit,
      register.multiplier,
      register.rollover ?? null,
      register.interval ?? null,
    ],
    [register.name?.zh ?? register.code, register.name?.en ?? register.code],
  ]),
});

/** Lists of meters from spreadsheets: looked through first, saved when a person has seen what would change. */
@Injectable()
export class MeterImportService {
  constructor(
    private readonly sites: SiteStore,
    private readonly records: SiteRecords,
  ) {}

  async preview(siteCode: string, { rows, file }: PreviewMeters): Promise<MeterPreview> {
    const site = await this.sites.requireSite(siteCode);
    const cells = rows ?? (await readXlsx(Buffer.from(file ?? '', 'base64')));
    const { meters, problems } = readMeterTable(cells);
    const all = await this.sites.listMeters(site.id);
    const found: Problem[] = [...problems];
    const known = new Set([...all.map(({ code }) => code), ...meters.map(({ code }) => code)]);
    const wrong = new Set(problems.map(({ line }) => line));
    const items = meters.map((listed) => {
      const bad = listed.lines.some((line) => wrong.has(line));
      return this.judge(site, listed, all, known, bad, found);
    });
    return { items, problems: found.toSorted((one, other) => one.line - other.line) };
  }

  /**
   * Saves meters in one transaction, each an entry of the journal: all of them, or none.
   * @throws RefusedError with what is refused of each meter, told with its place in the list
   */
  async save(siteCode: string, { meters }: ImportMeters, change: ChangeRequest): Promise<MetersImported> {
    const site = await this.sites.requireSite(siteCode);
    await this.records.putMeters(site, parentsFirst(meters), change);
    return { saved: meters.length };
  }

  private judge(
    site: SiteEntity,
    listed: ListedMeter,
    all: readonly MeterEntity[],
    known: ReadonlySet<string>,
    bad: boolean,
    found: Problem[],
  ): MeterPreview['items'][number] {
    const { line, code } = listed;
    const own: Problem[] = [];
    const { error: badCode } = codeSchema.safeParse(code);
    for (const issue of badCode?.issues ?? []) own.push({ line, column: 'code', text: textOf(issue) });
    const { data: meter, error } = putMeterSchema.safeParse(listed.body);
    for (const issue of error?.issues ?? [])
      own.push({ line: lineOf(listed, issue.path), column: columnOf(issue.path), text: textOf(issue) });
    own.push(...missingPlaces(site, listed, known));
    found.push(...own);
    if (meter === undefined || bad || own.length > 0) return { line, code, action: 'error', meter: null };
    const before = all.find((entity) => entity.code === code);
    const same =
      before !== undefined && JSON.stringify(present(before, all)) === JSON.stringify(proposed(meter));
    return {
      line,
      code,
      action: before === undefined ? 'new' : same ? 'same' : 'changed',
      meter: listed.body,
    };
  }
}

/** A register has a row of its own, below the first. */
const lineOf = ({ line, lines }: ListedMeter, [first, position]: readonly PropertyKey[]): number =>
  first === 'registers' && typeof position === 'number' ? (lines[position] ?? line) : line;

/** A parent or a unit that is neither at the site nor in the list. */
const missingPlaces = (
  site: SiteEntity,
  { line, body }: ListedMeter,
  known: ReadonlySet<string>,
): Problem[] => {
  const problems: Problem[] = [];
  const { parent, unit } = body;
  if (typeof parent === 'string' && !known.has(parent))
    problems.push({
      line,
      column: 'parent',
      text: {
        zh: `没有上级表“${parent}”；请先加入该表，或留空`,
        en: `There is no meter "${parent}" to be below; add it, or leave the cell empty`,
      },
    });
  if (typeof unit === 'string' && !site.units.some(({ code }) => code === unit))
    problems.push({
      line,
      column: 'siteUnit',
      text: {
        zh: `没有用能单元“${unit}”；请先建立单元，或留空`,
        en: `There is no unit "${unit}" at this site; create it, or leave the cell empty`,
      },
    });
  return problems;
};

/** @throws RefusedError invalid for a language there is no template in */
export const templateLanguage = (lang: string | undefined): 'zh' | 'en' => {
  if (lang === undefined || lang === 'zh' || lang === 'en') return lang ?? 'zh';
  throw refusedField('validation', 'lang', { zh: '请填写 zh 或 en', en: 'give zh or en' });
};
