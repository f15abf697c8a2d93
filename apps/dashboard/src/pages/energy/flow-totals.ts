import type { SiteEnergy } from '@zerofab/contracts';
import { decimalText, ExactDecimal } from '@zerofab/units';

type Flow = SiteEnergy['flow'];

/** Sums of the flow's ends, decimal text in kWh. supplied = delivered, to the digit. */
interface FlowTotals {
  /** Purchased, made, and what meters below measured beyond the one above. */
  readonly supplied: string;
  readonly delivered: string;
  readonly used: string;
  readonly exported: string;
  readonly unallocated: string;
  readonly loss: string;
  readonly surplus: string;
}

export function flowTotals({ nodes, links }: Flow): FlowTotals {
  const sum = (kept: (node: Flow['nodes'][number]) => boolean): ExactDecimal =>
    nodes.filter(kept).reduce((total, { kwh }) => total.plus(kwh), new ExactDecimal(0));
  const passing = new Set(links.map(({ from }) => from));
  const ofKind = (...kinds: readonly string[]): ExactDecimal => sum(({ kind }) => kinds.includes(kind));
  const used = sum(({ id, kind }) => kind === 'meter' && !passing.has(id));
  return {
    supplied: decimalText(ofKind('purchased', 'generated', 'surplus')),
    delivered: decimalText(used.plus(ofKind('exported', 'unallocated', 'loss'))),
    used: decimalText(used),
    exported: decimalText(ofKind('exported')),
    unallocated: decimalText(ofKind('unallocated')),
    loss: decimalText(ofKind('loss')),
    surplus: decimalText(ofKind('surplus')),
  };
}
