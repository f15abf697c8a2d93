import type { MeterPreview, Problem } from '@zerofab/contracts';

type Row = MeterPreview['problems'][number];
type Item = Pick<MeterPreview['items'][number], 'line' | 'code'>;

/** The column of the list that a path within a meter stands in; empty where it is none. */
const columnOf = ([first = '', , field]: readonly string[]): string => {
  if (first === 'unit') return 'siteUnit';
  if (first !== 'registers') return ['parent', 'carrier', 'effectiveFrom'].includes(first) ? first : '';
  if (field === 'unit') return 'registerUnit';
  return field === 'multiplier' || field === 'rollover' || field === 'interval' || field === 'kind'
    ? field
    : 'registers';
};

/**
 * What the server refused of an import, by the rows of the list it came from.
 * @param sent the meters that were sent, in their order
 */
export const refusedRows = ({ errors = [] }: Problem, sent: readonly Item[]): Row[] =>
  errors.flatMap(({ field, detail, text }) => {
    const [, place, path = ''] = /^meters\.(\d+)\.?(.*)$/.exec(field) ?? [];
    const item = place === undefined ? undefined : sent[Number(place)];
    if (item === undefined) return [];
    const said = text ?? { zh: detail, en: detail };
    const column = columnOf(path.split('.'));
    return [
      {
        line: item.line,
        column,
        text: { zh: `${item.code}：${said.zh}`, en: `${item.code}: ${said.en}` },
      },
    ];
  });
