import type { BudgetExecution, Overview } from '@zerofab/contracts';

/** What a site says beside its emissions; null while it is asked, or where it has no answer. */
export interface SiteFacts {
  readonly kwh: number | null;
  readonly kwhAtLeast: boolean;
  readonly attention: number | null;
  readonly budget: Pick<BudgetExecution['items'][number], 'name' | 'used' | 'state' | 'why'> | null;
}

type BudgetState = BudgetExecution['items'][number]['state'];
const WORST: readonly BudgetState[] = ['alarm', 'warning', 'ahead', 'ok', 'unknown'];

/** The budget line of the whole site that stands worst; null where none is approved. */
export function worstBudget({ items }: BudgetExecution): SiteFacts['budget'] {
  const whole = items.filter(({ siteUnit }) => siteUnit === null);
  return whole.toSorted((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state))[0] ?? null;
}

/** @param running the overview tells of the running year alone */
export function siteFacts(
  overview: Overview | null,
  execution: BudgetExecution | null,
  running: boolean,
): SiteFacts {
  const electricity = running ? overview?.year.electricity : undefined;
  return {
    kwh: electricity?.value ?? null,
    kwhAtLeast: electricity?.lowerBound ?? false,
    attention: overview?.attention.length ?? null,
    budget: execution === null ? null : worstBudget(execution),
  };
}
