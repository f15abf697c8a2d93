import type { ScoreFact } from '@zerofab/inventory';
import { expect, it } from 'vitest';
import { atYearlyPace } from './yearly-pace.js';

const DAY = 86_400_000;
const fact = (value: string, unit: string): ScoreFact => ({
  state: 'value',
  value,
  unit,
  note: { zh: '注', en: 'note' },
  trace: null,
});
const lacks: ScoreFact = { state: 'missing', why: { zh: '缺', en: 'lacks' } };

it('amounts of a month grow to a year; areas, heads, reference values and what is missing stay', () => {
  const { byName, products } = atYearlyPace(
    {
      byName: new Map([
        ['electricity', fact('310', 'MWh')],
        ['landArea', fact('6000', 'm2')],
        ['otherEnergy', lacks],
      ]),
      products: [
        {
          code: 'a',
          fields: new Map([
            ['energy', fact('31', 'tce')],
            ['baseline', fact('4', 'kgce/t')],
          ]),
        },
      ],
    },
    31 * DAY,
    365 * DAY,
  );
  const valueOf = (found: ScoreFact | undefined) => (found?.state === 'value' ? Number(found.value) : null);
  // 310 MWh in 31 days are 10 a day
  expect(valueOf(byName.get('electricity'))).toBeCloseTo(3650, 9);
  expect(valueOf(byName.get('landArea'))).toBe(6000);
  expect(byName.get('otherEnergy')).toBe(lacks);
  expect(valueOf(products[0]?.fields.get('energy'))).toBeCloseTo(365, 9);
  expect(valueOf(products[0]?.fields.get('baseline'))).toBe(4);
});
