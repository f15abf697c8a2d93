import type { Application } from '@zerofab/contracts';
import type { Bilingual } from '@zerofab/vocabulary';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Lang } from '../report-meta.js';
import { DASH } from '../sheet.js';

/** Words of the exported application, by what they stand for. */
const WORDS = {
  title: ['零碳工厂建设方案', 'Plan of a zero-carbon factory'],
  draft: ['未保存的草稿', 'draft, not saved'],
  version: ['版本', 'Version'],
  period: ['建设期', 'Period of building'],
  outline: [
    '章节提纲为本平台默认；通知附件 2 未见原文。',
    'The outline is a default of the platform; Annex 2 of the notice was not read.',
  ],
  plan: ['建设方案', 'Plan'],
  targets: ['核心指标年度目标', 'Yearly targets of core indicators'],
  evaluations: ['年度自评价', 'Yearly self-evaluations'],
  acceptance: ['验收材料', 'File for acceptance'],
  changes: ['方案变更', 'Changes of the plan'],
  problems: ['尚不符合', 'What stands against it'],
  notTold: ['尚未填写', 'not told yet'],
  evidence: ['佐证材料', 'Evidence'],
  indicator: ['指标', 'Indicator'],
  unit: ['单位', 'Unit'],
  entry: ['基本要求', 'Entry value'],
  target: ['目标值', 'Target value'],
  year: ['年度', 'Year'],
  promised: ['目标', 'Target'],
  actual: ['实际', 'Actual'],
  kept: ['是否达成', 'Kept'],
  yes: ['达成', 'kept'],
  no: ['未达成', 'missed'],
  progress: ['建设进展', 'Progress'],
  results: ['建设成效', 'Results'],
  by: ['记录人', 'By'],
  at: ['时间', 'When'],
  reason: ['原因', 'Reason'],
} as const;
export type Word = keyof typeof WORDS;

export class ApplicationWords {
  constructor(readonly lang: Lang) {}

  /** A word of the document. */
  of(word: Word): string {
    return WORDS[word][this.lang === 'en' ? 1 : 0];
  }

  say(text: Bilingual): string {
    return text[this.lang];
  }

  /** A figure to read: four digits; the workbook keeps them all. */
  figure(value: string | null): string {
    return value === null ? DASH : decimalText(new ExactDecimal(value).toSignificantDigits(4));
  }

  /** Whether a target was kept; a dash where one of the two figures is not known. */
  kept(value: boolean | null): string {
    if (value === null) return DASH;
    return this.of(value ? 'yes' : 'no');
  }

  version({ version, recordedBy, recordedAt }: Application): string {
    if (version === 0) return this.of('draft');
    return `${String(version)} · ${recordedBy ?? DASH} · ${(recordedAt ?? DASH).slice(0, 10)}`;
  }
}
