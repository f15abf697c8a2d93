import type { Bilingual, Labels } from './bilingual.js';

/**
 * How sure a published factor is, in words that an auditor accepts: compared with the print by a person who signed for
 * it, read in a transcription or data set but not in the print, or remembered (three degrees). What a site enters says so.
 */
export const CONFIDENCES = ['compared', 'transcribed', 'high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const CONFIDENCE_LABELS: Labels<Confidence | 'site'> = {
  compared: { zh: '已与原文核对', en: 'compared with the print' },
  transcribed: { zh: '据转录，未核对原文', en: 'transcribed, not compared' },
  high: { zh: '凭记忆，把握较大', en: 'from memory, likely right' },
  medium: { zh: '凭记忆，把握一般', en: 'from memory, uncertain' },
  low: { zh: '凭记忆，把握较小', en: 'from memory, doubtful' },
  site: { zh: '厂区自填', en: 'entered by the site' },
};

/** The label of a confidence; another word (of a method, a scheme) stands for itself. */
export const confidenceLabel = (confidence: string): Bilingual =>
  Object.hasOwn(CONFIDENCE_LABELS, confidence)
    ? CONFIDENCE_LABELS[confidence as keyof typeof CONFIDENCE_LABELS]
    : { zh: confidence, en: confidence };
