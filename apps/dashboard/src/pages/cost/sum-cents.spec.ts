import { expect, it } from 'vitest';
import { restCents, sumCents } from './sum-cents';

it('adds up to the cent', () => {
  expect(sumCents(['0.10', '0.20', '-0.05'])).toBe('0.25');
  expect(sumCents([])).toBe('0.00');
  expect(restCents('67016.25', ['43425.00', '12400.10'])).toBe('11191.15');
  expect(restCents('1.00', ['0.70', '0.31'])).toBe('-0.01');
});
