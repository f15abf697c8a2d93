import { decimalText, ExactDecimal } from '@zerofab/units';
import { Labels } from '../labels.js';
import type { ReportMeta } from '../report-meta.js';
import { DocumentBuilder, NOTHING } from './blocks.js';
import type { ReportParts } from './report-parts.js';

/** What every chapter is written with. */
export interface Writing {
  readonly parts: ReportParts;
  readonly doc: DocumentBuilder;
  readonly labels: Labels;
  readonly say: (zh: string, en: string) => string;
}

export const writing = (parts: ReportParts, lang: ReportMeta['lang']): Writing => {
  const labels = new Labels(lang);
  const say = labels.say.bind(labels);
  const doc = new DocumentBuilder({ table: say('表', 'Table'), figure: say('图', 'Figure') });
  return { parts, doc, labels, say };
};

/**
 * Whole tonnes, half up, for reading; the exact digits stand beside it. A report gives each line in whole tonnes and the
 * total as the rounded sum of what was not rounded (guide to GB/T 32151 reports).
 */
export const wholeTonnes = (exact: string | null): string =>
  exact === null ? NOTHING : decimalText(new ExactDecimal(exact).toDecimalPlaces(0, ExactDecimal.ROUND_HALF_UP));

export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? NOTHING : `${(share * 100).toFixed(1)} %`;

export const joined = (parts: readonly (string | null | undefined)[], by: string): string =>
  parts.filter((part) => (part ?? '') !== '').join(by);
