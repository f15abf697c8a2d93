import type { Indicator, IndicatorGroup, Scheme, SchemeNode, SchemeSource } from './scheme.js';

/** Indicators below a node, in the order of the scheme. */
export const leavesOf = (node: SchemeNode): readonly Indicator[] =>
  node.kind === 'indicator' ? [node] : node.children.flatMap(leavesOf);

/** Indicators of the tree, without the bonus. */
export const scoredOf = (scheme: Scheme): readonly Indicator[] => scheme.tree.flatMap(leavesOf);

/** All indicators of a scheme, those of the bonus last. */
export const indicatorsOf = (scheme: Scheme): readonly Indicator[] => [
  ...scoredOf(scheme),
  ...(scheme.bonus?.indicators ?? []),
];

/** Groups of a scheme, each before those inside it. */
export const groupsOf = (nodes: readonly SchemeNode[]): readonly IndicatorGroup[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? [node, ...groupsOf(node.children)] : []));

/** The source of a key; a scheme that was checked names none that it does not have. */
export const sourceOf = (scheme: Scheme, key: string): SchemeSource | null =>
  scheme.sources.find((source) => source.key === key) ?? null;
