import type { Trace } from '@zerofab/vocabulary';
import type { Writing } from './words.js';

const stepRows = (source: string, trace: Trace, { labels }: Writing): string[][] => [
  ...trace.inputs.flatMap((input) => (input.trace === null ? [] : stepRows(source, input.trace, { labels } as Writing))),
  [
    source,
    `${trace.formula.text}\n${trace.formula.standard} ${trace.formula.clause}`.trim(),
    trace.inputs
      .map(({ symbol, name, value, unit, origin }) => `${symbol === '' ? name : symbol} = ${value} ${unit} (${labels.origin(origin)})`)
      .join('\n'),
    `${trace.result.value} ${trace.result.unit}`,
  ],
];

/** Chapter 11: how each figure was worked out, from the leaves to the result, every digit. */
export const writeTraces = (writing: Writing): void => {
  const { parts, doc, say } = writing;
  doc.chapter(say('公式与计算过程', 'Formulas and how the figures were worked out'));
  doc.text(
    say(
      '数值以 40 位十进制计算，逐位列出；公式与缺省值据转录资料整理，未与标准官方文本逐条核对。',
      'Figures are computed in 40-digit decimals and printed with every digit; equations and defaults come from transcriptions and were not compared with the official print of the standards.',
    ),
    'note',
  );
  doc.table(
    say('计算过程', 'Steps'),
    {
      columns: [
        { title: say('排放源', 'Source'), width: 2 },
        { title: say('公式与依据', 'Equation and source'), width: 4.4 },
        { title: say('输入', 'Inputs'), width: 6 },
        { title: say('结果', 'Result'), width: 3.6, figure: true },
      ],
      rows: parts.inventory.sources.flatMap(({ code, trace }) => (trace === null ? [] : stepRows(code, trace, writing))),
    },
    say('没有可列出的计算过程。', 'There is no step to show.'),
  );
};
