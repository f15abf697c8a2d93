import { expect, it } from 'vitest';
import { breachOf } from './contract-check.js';

it('names the field of a mock answer that the contract does not allow', () => {
  const site = { code: 'a', name: { zh: '甲', en: 'A' }, timezone: 'UTC', gridRegion: 'CN', industry: null };
  const unsaid = { address: null, organisation: null, province: null, industryClass: null, currency: null };
  const whole = { ...site, ...unsaid, version: 1, demo: false, warnings: [] };
  expect(breachOf('GET', '/sites', 200, { items: [whole] })).toBeUndefined();
  expect(breachOf('GET', '/sites', 200, { items: [{ ...whole, demo: 'no' }] })).toContain('items.0.demo');
});

it('lets no answer pass for which it has no schema', () => {
  expect(breachOf('GET', '/sites/a/weather', 200, {})).toContain('no schema');
});
