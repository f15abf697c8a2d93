import type { ScoreFact, ScoreFacts } from '@zerofab/inventory';
import { decimalText, ExactDecimal } from '@zerofab/units';

/** Facts that grow with the length of a span; areas, head counts and counts of things do not. */
const GROWING = new Set([
  'otherEnergy',
  'directCo2',
  'indirectCo2',
  'co2',
  'electricity',
  'nonFossilOwnUse',
  'nonFossilDirect',
  'nonFossilTraded',
  'nonFossilCertificates',
  'renewableElectricity',
  'outputValue',
  'valueAdded',
]);
const GROWING_FIELDS = new Set(['energy', 'output']);

const scaled = (fact: ScoreFact, ratio: ExactDecimal): ScoreFact =>
  fact.state === 'missing'
    ? fact
    : { ...fact, value: decimalText(new ExactDecimal(fact.value).times(ratio)), trace: null };

/**
 * What is known of a month, its amounts at the pace of a year: intensities and shares stay as they are, and bounds of a year
 * (1 000 tce, 5 GWh, reference values by size) mean what they mean.
 * @param monthMs length of the month
 * @param yearMs length of its year
 */
export const atYearlyPace = (
  { byName, products }: Pick<ScoreFacts, 'byName' | 'products'>,
  monthMs: number,
  yearMs: number,
): Pick<ScoreFacts, 'byName' | 'products'> => {
  const ratio = new ExactDecimal(yearMs).div(monthMs);
  const grown = (facts: ReadonlyMap<string, ScoreFact>, names: ReadonlySet<string>) =>
    new Map([...facts].map(([name, fact]) => [name, names.has(name) ? scaled(fact, ratio) : fact]));
  return {
    byName: grown(byName, GROWING),
    products: products.map(({ code, fields }) => ({ code, fields: grown(fields, GROWING_FIELDS) })),
  };
};
