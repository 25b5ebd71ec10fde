/** Which flows a token may take when it leaves a node, with data being free: every condition may hold or not. */
import type { FeelExpression } from '../feel/compile.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';

export interface Alternative {
  /** One entry per token. */
  readonly flows: readonly number[];
  /** Data decides whether it is this one. */
  readonly free: boolean;
}

/** More conditions on one inclusive split than this are not tried in all combinations. */
const MAX_CONDITIONS = 10;

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

export function outputsOf(graph: ProcessGraph, node: FlowNode, context?: OutputContext): Outputs {
  if (node.outgoing.length === 0) return { alternatives: [{ flows: [], free: false }], cut: false };
  if (node.type === 'parallelGateway') return { alternatives: [{ flows: node.outgoing, free: false }], cut: false };
  const judged = node.outgoing
    .filter((flow) => flow !== node.defaultFlow)
    .map((flow): Judged => ({ flow, holds: constantOf(graph.flows[flow]?.condition ?? null, context) }));
  const chosen = node.type === 'exclusiveGateway' ? oneOf(node, judged) : someOf(node, judged);
  const alternatives = chosen.map((flows) => ({
    flows: Array.from({ length: node.completionQuantity }, () => flows).flat(),
    free: chosen.length > 1,
  }));
  const cut = node.type !== 'exclusiveGateway' && judged.filter(({ holds }) => holds === null).length > MAX_CONDITIONS;
  return { alternatives, cut };
}

interface Judged {
  readonly flow: number;
  /** Null: data decides. */
  readonly holds: boolean | null;
}

/** A condition whose text says it: literally true or false, or nothing but `waitingForStart`. */
function constantOf(condition: FeelExpression | null, context: OutputContext | undefined): boolean | null {
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

function someOf({ outgoing, defaultFlow }: FlowNode, judged: readonly Judged[]): number[][] {
  const always = judged.filter(({ holds }) => holds === true).map(({ flow }) => flow);
  const perhaps = judged.filter(({ holds }) => holds === null).map(({ flow }) => flow);
  const found = combinations(perhaps)
    .map((some) => outgoing.filter((flow) => always.includes(flow) || some.includes(flow)))
    .filter((flows) => flows.length > 0);
  return always.length === 0 && defaultFlow !== null ? [...found, [defaultFlow]] : found;
}

function combinations(flows: readonly number[]): number[][] {
  if (flows.length > MAX_CONDITIONS) return [[], ...flows.map((flow) => [flow]), [...flows]];
  return flows.reduce<number[][]>((sets, flow) => sets.concat(sets.map((set) => set.concat(flow))), [[]]);
}
