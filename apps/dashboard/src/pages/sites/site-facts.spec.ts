import type { BudgetExecution, Overview } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { siteFacts, worstBudget } from './site-facts';

const item = (state: string, siteUnit: string | null = null, used = 0.5) =>
  ({ state, siteUnit, used, name: { zh: state, en: state }, why: null }) as BudgetExecution['items'][number];
const execution = (...items: BudgetExecution['items']): BudgetExecution => ({
  site: 's',
  year: 2026,
  version: 1,
  through: '',
  items,
});
const overview = {
  year: { electricity: { value: 1200, lowerBound: true } },
  attention: [{}, {}],
} as unknown as Overview;

describe('what a site says beside its emissions', () => {
  it('takes the worst budget of the whole site, not of a unit', () => {
    expect(
      worstBudget(execution(item('ok'), item('alarm', 'forge'), item('warning'), item('unknown')))?.state,
    ).toBe('warning');
    expect(worstBudget(execution(item('alarm', 'forge')))).toBeNull();
  });

  it('has electricity of the running year alone, and nothing where nothing answered', () => {
    expect(siteFacts(overview, null, true)).toEqual({
      kwh: 1200,
      kwhAtLeast: true,
      attention: 2,
      budget: null,
    });
    expect(siteFacts(overview, null, false)).toMatchObject({ kwh: null, kwhAtLeast: false, attention: 2 });
    expect(siteFacts(null, execution(item('ok')), true)).toMatchObject({ kwh: null, attention: null });
  });
});
