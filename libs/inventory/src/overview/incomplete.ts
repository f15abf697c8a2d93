import type { Overview } from '@zerofab/contracts';
import type { SourceDefinition } from '@zerofab/figures';

type Item = Overview['attention'][number];
type Periods = Pick<Overview, 'today' | 'month' | 'year'>;

const item = (more: Pick<Item, 'kind' | 'severity' | 'subject' | 'detail'>): Item => ({
  meter: null,
  since: null,
  count: null,
  ...more,
});

const NO_SOURCES = item({
  kind: 'source-missing',
  severity: 'warning',
  subject: { zh: '尚无排放源', en: 'No emission source yet' },
  detail: {
    zh: '没有排放源就没有排放量 → 在“排放源”页登记',
    en: 'Without a source there is no figure → register one on the page Sources',
  },
});

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

const SPANS = [
  ['year', { zh: '本年', en: 'this year' }],
  ['month', { zh: '本月', en: 'this month' }],
  ['today', { zh: '今日', en: 'today' }],
] as const;

/**
 * What keeps the inventories of the year, the month and the day from being complete; never empty where one of them is
 * not, so that "nothing needs attention" stands beside whole figures alone.
 */
export const incompleteItems = (sources: readonly SourceDefinition[], periods: Periods): Item[] => {
  if (sources.length === 0) return [NO_SOURCES];
  const named = new Set<string>();
  const items: Item[] = [];
  for (const [span, words] of SPANS) {
    const { missing, complete, coverage } = periods[span];
    for (const { code, name } of missing.filter((source) => !named.has(source.code))) {
      named.add(code);
      items.push(
        item({
          kind: 'source-missing',
          severity: span === 'year' ? 'warning' : 'info',
          subject: name,
          detail: {
            zh: `${words.zh}尚无数据，总量为下限 → 补录或检查计量器具`,
            en: `No data ${words.en}, the total is a lower bound → enter it, or check the meter`,
          },
        }),
      );
    }
    if (!complete && missing.length === 0)
      items.push(
        item({
          kind: 'low-coverage',
          severity: 'info',
          subject: { zh: `${words.zh}数据不全`, en: `Data of ${words.en} is not whole` },
          detail: {
            zh: `覆盖率 ${percent(coverage)} → 在“报告”页查看缺在哪些排放源`,
            en: `Coverage ${percent(coverage)} → see on the page Reports which sources lack data`,
          },
        }),
      );
  }
  return items;
};
