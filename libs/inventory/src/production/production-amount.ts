import { momentText, spanText, type Span } from '@zerofab/calendar';
import { productionTotal, type Amount } from '@zerofab/figures';
import { decimalText } from '@zerofab/units';
import type { ProductionRow } from './production-reader.js';

/** A measure over a span as something to divide by: whole, or missing with the stretch that lacks. */
export const productionAmount = (row: ProductionRow, span: Span, zone: string): Amount => {
  const total = productionTotal(row.parts, span, row.kind);
  const missing = (zh: string, en: string): Amount => ({ state: 'missing', reason: { zh, en } });
  if (total.value === null)
    return missing(
      `${row.name.zh}未录入；请在“产量”页录入`,
      `${row.name.en} is not recorded; enter it on the page Production`,
    );
  const [gap] = total.missing;
  if (gap !== undefined) {
    const lacks = spanText(gap, zone);
    const until = momentText(gap.fromMs, zone);
    return missing(
      `${row.name.zh}缺 ${lacks.zh}（已知至 ${until}）；请补录`,
      `${row.name.en} lacks ${lacks.en} (known until ${until}); enter it`,
    );
  }
  if (!total.complete) {
    const share = (Math.floor(total.coverage * 1000) / 10).toFixed(1);
    return missing(
      `${row.name.zh}的计数器只覆盖 ${share} % 的时间；请补齐读数`,
      `the counter of ${row.name.en} covers ${share} % of the time; complete its readings`,
    );
  }
  return { state: 'value', value: decimalText(total.value), unit: row.unit, trace: null };
};
