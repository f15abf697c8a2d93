import { ExactDecimal } from '@zerofab/units';
import type { Tier } from './contract.js';
import { refuse } from './refuse.js';

/** @throws RefusedError tariff-tiers-out-of-order where a bound does not rise, or another tier than the last has none */
export const checkTiers = (tiers: readonly Tier[], field: string): void => {
  let before = new ExactDecimal(0);
  tiers.forEach(({ upTo }, index) => {
    const at = `${field}.${String(index)}.upTo`;
    const isLast = index === tiers.length - 1;
    if (upTo === undefined && !isLast)
      refuse('tariff-tiers-out-of-order', at, '只有最后一档没有上限', 'only the last tier has no bound');
    if (upTo !== undefined && isLast)
      refuse(
        'tariff-tiers-out-of-order',
        at,
        '最后一档不设上限；超出部分须有价格',
        'the last tier has no bound: what lies beyond needs a price',
      );
    if (upTo === undefined) return;
    if (!new ExactDecimal(upTo).gt(before))
      refuse(
        'tariff-tiers-out-of-order',
        at,
        `${upTo} 不高于前一档；请按升序排列`,
        `${upTo} is not above the tier before; put them in rising order`,
      );
    before = new ExactDecimal(upTo);
  });
};

/** What of a quantity falls into each tier. */
export interface TierPart {
  readonly price: ExactDecimal;
  readonly quantity: ExactDecimal;
}

/**
 * Parts of a quantity by tier.
 * @param tiers checked
 * @param before what was used earlier in the period of the tiers (0 where they begin anew each month)
 */
export const tierParts = (
  tiers: readonly Tier[],
  quantity: ExactDecimal,
  before: ExactDecimal,
): TierPart[] => {
  const end = before.plus(quantity);
  let from = new ExactDecimal(0);
  return tiers.map(({ upTo, price }) => {
    const to = upTo === undefined ? ExactDecimal.max(end, from) : new ExactDecimal(upTo);
    const part = ExactDecimal.max(0, ExactDecimal.min(end, to).minus(ExactDecimal.max(before, from)));
    from = to;
    return { price: new ExactDecimal(price), quantity: part };
  });
};
