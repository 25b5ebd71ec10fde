/** Which flows a token may take when it leaves a node, with data being free: every condition may hold or not. */
import type { FeelExpression } from '../feel/compile.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';

export interface Alternative {
  /** One entry per token. */
  readonly flows: readonly number[];
  /** Data decides whether it is this one. */
  readonly free: boolean;
}

/** More combinations of conditions on one split than this are not tried. */
const MAX_COMBINATIONS = 4_096;

export interface Outputs {
  /** None where no flow can ever be taken. */
  readonly alternatives: readonly Alternative[];
  /** Not all combinations are listed. */
  readonly cut: boolean;
}

/** What `waitingForStart` is, at complex gateways. */
export interface OutputContext {
  readonly waitingForStart: boolean;
}

/** `groups`: flows of which only the number counts that is taken. */
export function outputsOf(
  graph: ProcessGraph,
  node: FlowNode,
  { context, groups = [] }: { readonly context?: OutputContext; readonly groups?: readonly (readonly number[])[] } = {},
): Outputs {
  if (node.outgoing.length === 0) return { alternatives: [{ flows: [], free: false }], cut: false };
  if (node.type === 'parallelGateway') return { alternatives: [{ flows: node.outgoing, free: false }], cut: false };
  const judged = node.outgoing
    .filter((flow) => flow !== node.defaultFlow)
    .map((flow): Judged => ({ flow, holds: constantOf(graph.flows[flow]?.condition ?? null, context) }));
  const { sets: chosen, cut } =
    node.type === 'exclusiveGateway' ? { sets: oneOf(node, judged), cut: false } : someOf(node, judged, groups);
  const alternatives = chosen.map((flows) => ({
    flows: Array.from({ length: node.completionQuantity }, () => flows).flat(),
    free: chosen.length > 1,
  }));
  return { alternatives, cut };
}

/** Whether there is any way to leave it. */
export function canBeLeft(graph: ProcessGraph, { type, outgoing, defaultFlow }: FlowNode): boolean {
  if (outgoing.length === 0 || type === 'parallelGateway' || defaultFlow !== null) return true;
  return outgoing.some((flow) => constantOf(graph.flows[flow]?.condition ?? null, undefined) !== false);
}

interface Judged {
  readonly flow: number;
  /** Null: data decides. */
  readonly holds: boolean | null;
}

/** A condition whose text says it: literally true or false, or nothing but `waitingForStart`. */
export function constantOf(condition: FeelExpression | null, context: OutputContext | undefined): boolean | null {
  if (!condition) return true;
  const source = condition.source.trim().replace(/^=\s*/, '');
  if (source === 'true' || source === 'false') return source === 'true';
  if (context && source === 'waitingForStart') return context.waitingForStart;
  if (context && /^not\(\s*waitingForStart\s*\)$/.test(source)) return !context.waitingForStart;
  return null;
}

/** The first that holds, in the order of the file. */
function oneOf({ defaultFlow }: FlowNode, judged: readonly Judged[]): number[][] {
  const certain = judged.findIndex(({ holds }) => holds === true);
  const tried = certain < 0 ? judged : judged.slice(0, certain + 1);
  const flows = tried.filter(({ holds }) => holds !== false).map(({ flow }) => [flow]);
  return certain < 0 && defaultFlow !== null ? [...flows, [defaultFlow]] : flows;
}

type Sets = readonly (readonly number[])[];

function someOf({ outgoing, defaultFlow }: FlowNode, judged: readonly Judged[], groups: Sets) {
  const always = judged.filter(({ holds }) => holds === true).map(({ flow }) => flow);
  const perhaps = judged.filter(({ holds }) => holds === null).map(({ flow }) => flow);
  const { sets, cut } = combinations(perhaps, groups);
  const found = sets
    .map((some) => outgoing.filter((flow) => always.includes(flow) || some.includes(flow)))
    .filter((flows) => flows.length > 0);
  return { sets: always.length === 0 && defaultFlow !== null ? [...found, [defaultFlow]] : found, cut };
}

/** Each flow is in one of them alone at least, so that what is behind it is seen. */
function combinations(flows: readonly number[], groups: Sets): { sets: Sets; cut: boolean } {
  const inGroups = groups.filter((group) => group.every((flow) => flows.includes(flow)));
  const single = flows.filter((flow) => !inGroups.some((group) => group.includes(flow)));
  const all = [...inGroups, ...single.map((flow) => [flow])];
  const alone = flows.map((flow) => [flow]);
  if (all.reduce((count, { length }) => count * (length + 1), 1) > MAX_COMBINATIONS)
    return { sets: [[], ...alone, [...flows]], cut: true };
  const sets = all.reduce<number[][]>(
    (found, group) =>
      [0, ...group.keys()].flatMap((_, count) => found.map((each) => [...each, ...group.slice(0, count)])),
    [[]],
  );
  return { sets: [...sets, ...inGroups.flatMap((group) => group.slice(1).map((flow) => [flow]))], cut: false };
}
