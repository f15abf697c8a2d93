import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Carrier } from '@zerofab/vocabulary';

/** A meter as it stands in the tree, with its energy over a span. */
export interface FlowMeter {
  readonly code: string;
  readonly carrier: Carrier;
  readonly parent: string | null;
  /** Decimal text, kWh; null: not known, or no energy. */
  readonly kwh: string | null;
  /** It ought to have one: its absence is named as a gap. */
  readonly expected: boolean;
}

/**
 * purchased → a carrier as it comes in; generated → own generation; site → electricity bought and made, together;
 * unallocated: what no meter below measured; loss: the same where energy was converted; surplus: meters below measured
 * more than the one above.
 */
type FlowKind =
  'purchased' | 'generated' | 'site' | 'meter' | 'exported' | 'unallocated' | 'loss' | 'surplus';

interface FlowNode {
  readonly id: string;
  readonly kind: FlowKind;
  readonly carrier: Carrier;
  /** The meter it is, or whose rest it is. */
  readonly meter: string | null;
  readonly kwh: string;
  /** Meters below without a figure: their use is in this rest. */
  readonly includes: readonly string[];
}
interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly kwh: string;
}
export interface EnergyFlow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  /** Meters that have no figure. */
  readonly missing: readonly string[];
}

const SITE = 'site';
const isPv = ({ carrier }: FlowMeter): boolean => carrier === 'pv';
const isPower = ({ carrier }: FlowMeter): boolean => carrier === 'electricity';
const sumOf = (values: readonly ExactDecimal[]): ExactDecimal =>
  values.reduce((sum, value) => sum.plus(value), new ExactDecimal(0));

/** The tree without the meters that have no figure: what is below them hangs on the next one above. */
class Tree {
  readonly known: readonly FlowMeter[];
  private readonly byCode: ReadonlyMap<string, FlowMeter>;

  constructor(readonly meters: readonly FlowMeter[]) {
    this.byCode = new Map(meters.map((meter) => [meter.code, meter]));
    this.known = meters.filter((meter) => this.valueOf(meter) !== null);
  }

  /** Its energy; a net register that went backwards counts as not known here. */
  valueOf({ kwh }: FlowMeter): ExactDecimal | null {
    const value = kwh === null ? null : new ExactDecimal(kwh);
    return value === null || value.isNegative() ? null : value;
  }

  /** The next meter above that has a figure. */
  above(meter: FlowMeter): FlowMeter | undefined {
    const seen = new Set([meter.code]);
    let parent = this.byCode.get(meter.parent ?? '');
    while (parent !== undefined && !seen.has(parent.code)) {
      if (this.valueOf(parent) !== null) return parent;
      seen.add(parent.code);
      parent = this.byCode.get(parent.parent ?? '');
    }
    return undefined;
  }

  below(meter: FlowMeter): FlowMeter[] {
    return this.known.filter((other) => !isPv(other) && this.above(other) === meter);
  }

  missingBelow(meter: FlowMeter): string[] {
    return this.missing.filter(({ above }) => above === meter).map(({ code }) => code);
  }

  get missing(): { readonly code: string; readonly above: FlowMeter | undefined }[] {
    return this.meters
      .filter((meter) => meter.expected && this.valueOf(meter) === null)
      .map((meter) => ({ code: meter.code, above: this.above(meter) }));
  }
}

/** Collects nodes and links; what is 0 is no flow. */
class Drawing {
  readonly nodes: FlowNode[] = [];
  readonly links: FlowLink[] = [];

  node(
    id: string,
    kwh: ExactDecimal,
    rest: Pick<FlowNode, 'kind' | 'carrier' | 'meter'>,
    includes: string[] = [],
  ): void {
    this.nodes.push({ id, ...rest, kwh: decimalText(kwh), includes });
  }

  link(from: string, to: string, kwh: ExactDecimal): void {
    if (kwh.isPositive() && !kwh.isZero()) this.links.push({ from, to, kwh: decimalText(kwh) });
  }

  /** What is left between what comes into a node and what goes out of it, as a node of its own. */
  rest(
    at: string,
    left: ExactDecimal,
    converted: boolean,
    of: Pick<FlowNode, 'carrier' | 'meter'>,
    includes: string[],
  ): void {
    if (left.isZero()) return;
    const kind = left.isNegative() ? 'surplus' : converted ? 'loss' : 'unallocated';
    const id = `${kind}:${at}`;
    this.node(id, left.abs(), { ...of, kind }, left.isNegative() ? [] : includes);
    if (left.isNegative()) this.link(id, at, left.abs());
    else this.link(at, id, left);
  }
}

const nodeOf = ({ code }: FlowMeter): string => `meter:${code}`;

/** A meter and what is below it. A meter without others below is where the energy is used. */
const drawMeter = (tree: Tree, drawing: Drawing, meter: FlowMeter): void => {
  const own = tree.valueOf(meter) ?? new ExactDecimal(0);
  drawing.node(nodeOf(meter), own, { kind: 'meter', carrier: meter.carrier, meter: meter.code });
  const below = tree.below(meter);
  for (const child of below) {
    drawing.link(nodeOf(meter), nodeOf(child), tree.valueOf(child) ?? new ExactDecimal(0));
    drawMeter(tree, drawing, child);
  }
  if (below.length === 0) return;
  const left = own.minus(sumOf(below.map((child) => tree.valueOf(child) ?? new ExactDecimal(0))));
  const converted = below.some(({ carrier }) => carrier !== meter.carrier);
  drawing.rest(
    nodeOf(meter),
    left,
    converted,
    { carrier: meter.carrier, meter: meter.code },
    tree.missingBelow(meter),
  );
};

/** Electricity bought and made comes together at the site's own node, as the incomers and the generation feed one net. */
const drawPower = (
  tree: Tree,
  drawing: Drawing,
  bought: readonly FlowMeter[],
  made: readonly FlowMeter[],
  exported: ExactDecimal,
): void => {
  const value = (meter: FlowMeter): ExactDecimal => tree.valueOf(meter) ?? new ExactDecimal(0);
  const [purchase, own] = [sumOf(bought.map(value)), sumOf(made.map(value))];
  const supply = purchase.plus(own);
  const site = { carrier: 'electricity', meter: null } as const;
  if (bought.length > 0) drawing.node('purchased:electricity', purchase, { kind: 'purchased', ...site });
  if (made.length > 0) drawing.node('generated:pv', own, { kind: 'generated', carrier: 'pv', meter: null });
  drawing.node(SITE, supply, { kind: 'site', ...site });
  drawing.link('purchased:electricity', SITE, purchase);
  drawing.link('generated:pv', SITE, own);
  if (!exported.isZero()) {
    drawing.node('exported:electricity', exported, { kind: 'exported', ...site });
    drawing.link(SITE, 'exported:electricity', exported);
  }
  // An incomer without meters below it is itself where its energy is used.
  const users = [...bought, ...made].flatMap((meter) => {
    const below = tree.below(meter);
    return below.length > 0 ? below : isPv(meter) ? [] : [meter];
  });
  for (const user of users) {
    drawing.link(SITE, nodeOf(user), value(user));
    drawMeter(tree, drawing, user);
  }
  const left = supply.minus(exported).minus(sumOf(users.map(value)));
  const unknown = [...bought, ...made].flatMap((meter) => tree.missingBelow(meter));
  drawing.rest(SITE, left, false, site, unknown);
};

/**
 * Where energy comes from and where it goes, kWh: purchased and made → converted → used and exported, with what is lost
 * in conversion, not allocated, or measured twice as nodes of their own, so that what goes into a node comes out of it, to
 * the digit.
 * @param exportedKwh electricity delivered to others, decimal text
 */
export const energyFlow = (meters: readonly FlowMeter[], exportedKwh = '0'): EnergyFlow => {
  const tree = new Tree(meters);
  const drawing = new Drawing();
  const pv = tree.known.filter(
    (meter) => isPv(meter) && !meters.some((other) => isPv(other) && other.code === meter.parent),
  );
  const roots = tree.known.filter((meter) => !isPv(meter) && tree.above(meter) === undefined);
  const bought = roots.filter(isPower);
  const exported = new ExactDecimal(exportedKwh);
  if (bought.length + pv.length > 0 || !exported.isZero()) drawPower(tree, drawing, bought, pv, exported);
  const others = roots.filter((meter) => !isPower(meter));
  for (const carrier of new Set(others.map((meter) => meter.carrier))) {
    const own = others.filter((meter) => meter.carrier === carrier);
    const id = `purchased:${carrier}`;
    drawing.node(id, sumOf(own.map((meter) => tree.valueOf(meter) ?? new ExactDecimal(0))), {
      kind: 'purchased',
      carrier,
      meter: null,
    });
    for (const meter of own) {
      drawing.link(id, nodeOf(meter), tree.valueOf(meter) ?? new ExactDecimal(0));
      drawMeter(tree, drawing, meter);
    }
  }
  return { nodes: drawing.nodes, links: drawing.links, missing: tree.missing.map(({ code }) => code) };
};
