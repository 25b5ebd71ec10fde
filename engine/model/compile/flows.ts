import { bodyOf, localName, type ModdleElement, manyOf, oneOf, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';
import { milestoneOf } from './milestone.ts';

/**
 * Second pass: the flows, and from them alone what comes into and goes out of each node, in document order. The `incoming` and
 * `outgoing` elements of the file only repeat it and are often stale.
 */
export function compileFlows(context: CompileContext, draft: ProcessDraft): void {
  const indexOf = new Map<ModdleElement, number>();
  for (const element of flowsIn(draft.source)) addFlow(context, draft, { element, indexOf });
  for (const node of draft.nodes) {
    if (node.type === 'complexGateway') node.activation = activationOf(context, node);
    const flow = hasDefault(node) ? oneOf(node.source, 'default') : null;
    if (flow) node.defaultFlow = indexOf.get(flow) ?? null;
  }
}

function activationOf(context: CompileContext, { source }: NodeDraft) {
  const condition = bodyOf(source, 'activationCondition');
  return condition === null ? null : context.feel(source, condition, 'boolean');
}

function* flowsIn(scope: ModdleElement): Generator<ModdleElement> {
  for (const element of manyOf(scope, 'flowElements')) {
    if (localName(element) === 'sequenceFlow') yield element;
    else yield* flowsIn(element);
  }
}

const WITHOUT_DEFAULT = new Set(['process', 'parallelGateway', 'eventBasedGateway']);

const hasDefault = ({ type }: NodeDraft): boolean => !WITHOUT_DEFAULT.has(type) && !type.endsWith('Event');

function addFlow(
  context: CompileContext,
  draft: ProcessDraft,
  { element, indexOf }: { element: ModdleElement; indexOf: Map<ModdleElement, number> },
): void {
  const source = endOf(context, draft, { element, end: 'sourceRef' });
  const target = endOf(context, draft, { element, end: 'targetRef' });
  if (!source || !target) return;
  const index = draft.flows.length;
  const condition = bodyOf(element, 'conditionExpression');
  draft.flows.push({
    index,
    id: element.id ?? '',
    name: textOf(element, 'name') ?? '',
    source: source.index,
    target: target.index,
    condition: condition === null ? null : context.feel(element, condition, 'boolean'),
    ...milestoneOf(context, element),
    sourceElement: element,
  });
  indexOf.set(element, index);
  source.outgoing.push(index);
  target.incoming.push(index);
}

/** A flow node of this process; undefined where there is none, which is reported unless the reader has done so. */
function endOf(
  context: CompileContext,
  draft: ProcessDraft,
  { element, end }: { element: ModdleElement; end: 'sourceRef' | 'targetRef' },
): NodeDraft | undefined {
  const referred = oneOf(element, end);
  const node = referred ? draft.nodes[draft.indexOf.get(referred) ?? -1] : undefined;
  if (node && node.index > 0) return node;
  if (referred) context.report('flow-crosses-scope', element, leadsOut(end, referred.id ?? ''));
  else if (context.document.written(element, end) === null) context.report('flow-without-end', element, missing(end));
  return undefined;
}

const missing = (end: string): Text =>
  text(`Expected a sequence flow to have ${end}, but it has none.`, `顺序流应有 ${end}，但没有。`);

const leadsOut = (end: string, id: string): Text =>
  text(
    `Expected ${end} of a sequence flow to be a flow node of its process, but "${id}" is none.`,
    `顺序流的 ${end} 应为本流程的流程节点，但“${id}”不是。`,
  );
