import type { Span } from '@zerofab/calendar';
import { refusedField, type ProblemCode } from '@zerofab/vocabulary';

/** Records that a new one replaces: named by id, or all that lie within its span. */
type Asked = string | readonly string[] | undefined;

/**
 * Ids of the records that a new one replaces.
 * @param inside those of the same stream that overlap its span
 * @throws RefusedError of `code` where one reaches beyond the span: what lies outside would be lost
 */
export const replacedIds = async (
  asked: Asked,
  span: Span,
  inside: () => Promise<readonly (Span & { readonly id: string })[]>,
  code: Extract<ProblemCode, 'overlapping-activity-data' | 'overlapping-production'>,
): Promise<readonly string[]> => {
  if (asked === undefined) return [];
  if (asked !== 'overlapping') return [...new Set(typeof asked === 'string' ? [asked] : asked)];
  const found = await inside();
  const beyond = found.find(({ fromMs, toMs }) => fromMs < span.fromMs || toMs > span.toMs);
  if (beyond !== undefined)
    throw refusedField(code, 'replaces', {
      zh: `记录 ${beyond.id} 超出本时段，替换会丢失其余部分；请先更正该记录，或另选时段`,
      en: `record ${beyond.id} reaches beyond this span, and what lies outside would be lost; correct it first, or give another span`,
    });
  return found.map(({ id }) => id);
};
