import { isoIn } from '@zerofab/calendar';
import type { Product, ProductionRecord } from '@zerofab/contracts';
import type { ProductDefinition, ProductionEntry } from '@zerofab/inventory';

/** A product as the HTTP API tells it. */
export const productView = (product: ProductDefinition, zone: string): Product => {
  const { counter } = product;
  return {
    ...product,
    limits: product.limits as Product['limits'],
    counter:
      counter === null
        ? null
        : {
            meter: counter.meter,
            register: counter.register,
            from: isoIn(counter.fromMs, zone),
            to: counter.toMs === null ? null : isoIn(counter.toMs, zone),
          },
  };
};

/** A record of production as the HTTP API tells it. */
export const productionView = (
  { fromMs, toMs, enteredAt, withdrawal, product, ...entry }: ProductionEntry,
  zone: string,
): ProductionRecord => ({
  ...entry,
  product: product === '' ? null : product,
  from: isoIn(fromMs, zone),
  to: isoIn(toMs, zone),
  enteredAt: enteredAt.toISOString(),
  withdrawal: withdrawal === null ? null : { ...withdrawal, at: withdrawal.at.toISOString() },
});
