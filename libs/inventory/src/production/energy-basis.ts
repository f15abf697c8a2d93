import type { Span } from '@zerofab/calendar';
import { allocate, siteEnergy, type Allocated, type Amount } from '@zerofab/figures';
import { schemes } from '@zerofab/scoring';
import { ExactDecimal } from '@zerofab/units';
import type { CoalConvention } from '@zerofab/vocabulary';
import type { ScoreFact } from '../scores/score-fact.js';
import { productionAmount } from './production-amount.js';
import type { ProductionRow } from './production-reader.js';

/** Coefficient of electricity under a convention: the one that the schemes of evaluation use. */
const electricityFactor = (convention: CoalConvention): { readonly value: string; readonly unit: string } => {
  for (const { switches } of schemes())
    for (const { values } of switches)
      for (const { id, parameters } of values) {
        const found = parameters.find(({ name }) => name === 'electricityFactor');
        if (id === convention && found !== undefined) return { value: found.value, unit: found.unit };
      }
  throw new Error(`no scheme has a coefficient of electricity at ${convention} value`);
};

/** What is known of an input of scores, as an amount to calculate with. */
const amountOf = (fact: ScoreFact | undefined): Amount => {
  if (fact?.state === 'value') return fact;
  return { state: 'missing', reason: fact?.why ?? { zh: '尚无数据', en: 'no data yet' } };
};

/** Comprehensive energy of the site under a convention, out of what is known for scores. */
export const energyOfSite = (byName: ReadonlyMap<string, ScoreFact>, convention: CoalConvention): Amount =>
  siteEnergy(
    amountOf(byName.get('otherEnergy')),
    amountOf(byName.get('electricity')),
    electricityFactor(convention),
  );

/** How the energy of a span is shared out to the products whose output is recorded. */
export const allocatedOf = (rows: readonly ProductionRow[], span: Span, zone: string): Allocated =>
  allocate(
    rows.flatMap((row) => {
      const { product } = row;
      if (product === null) return [];
      const output = productionAmount(row, span, zone);
      return [
        {
          code: product.code,
          unit: product.unit,
          equivalent: product.equivalent,
          energyShare: product.energyShare?.value ?? null,
          output: output.state === 'value' ? new ExactDecimal(output.value) : null,
        },
      ];
    }),
  );
