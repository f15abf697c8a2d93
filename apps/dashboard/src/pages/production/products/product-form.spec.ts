import { putProductSchema, type Product } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { bodyOfProduct, emptyLimit, emptyProduct, formOfProduct } from './product-form';

it('sends what stands in the boxes, a percentage as a share, and nothing for empty ones', () => {
  const form = {
    ...emptyProduct(),
    nameZh: ' 锻件 ',
    share: '62.5',
    shareSource: 'sub-meters',
    limits: [{ ...emptyLimit('t'), value: '20', standard: 'x', source: 'y' }],
  };
  const body = bodyOfProduct(form, 3);
  expect(putProductSchema.safeParse(body).error).toBeUndefined();
  expect(body).toMatchObject({
    name: { zh: '锻件', en: '锻件' },
    energyShare: { value: '0.625', source: 'sub-meters' },
    equivalent: null,
    counter: null,
    expectedVersion: 3,
  });
  expect(body).not.toHaveProperty('note');
  expect(bodyOfProduct({ ...form, share: 'most' }, 0).energyShare?.value).toBe('most');
});

it('gives back what was recorded', () => {
  const product: Product = {
    code: 'gear',
    version: 2,
    name: { zh: '齿轮', en: 'Gear' },
    unit: 'piece',
    main: false,
    equivalent: '1.5',
    energyShare: { value: '0.07', source: 's' },
    counter: { meter: 'line', register: 'count', from: '2026-03-01T00:00:00+08:00', to: null },
    limits: [],
  };
  const { name, unit, main, equivalent, energyShare } = product;
  expect(bodyOfProduct(formOfProduct(product), 2)).toEqual({
    name,
    unit,
    main,
    equivalent,
    energyShare,
    counter: { meter: 'line', register: 'count', from: '2026-03-01', to: null },
    limits: [],
    expectedVersion: 2,
  });
});
