import { describe, expect, it } from 'vitest';
import { isCreditCode } from './credit-code.js';

describe('isCreditCode', () => {
  // Codes of listed companies, as printed in their annual reports.
  it.each(['914403001922038216', '91330100799655058B', '9144030071526726XG'])('takes %s', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it.each([
    ['a wrong check sign', '914403001922038217'],
    ['two signs swapped', '914403001922038126'],
    ['a letter the alphabet leaves out', '91440300192203821I'],
    ['too short', '91440300192203821'],
    ['lower case', '91330100799655058b'],
    ['nothing', ''],
  ])('refuses %s', (_what, code) => {
    expect(isCreditCode(code)).toBe(false);
  });
});
