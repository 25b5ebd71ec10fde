import type { EventSpec } from '../graph.ts';
import { flagOf, type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import type { CompileContext } from './context.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';
import { EVENT_DEFINITIONS } from './event-definitions.ts';
import { compileMessage } from './message.ts';

/** Third pass: what each event waits for or does, what it is attached to, and whether it interrupts. */
export function compileEvents(context: CompileContext, draft: ProcessDraft): void {
  for (const node of draft.nodes) {
    if (node.type.endsWith('Event')) compileEvent(context, draft, node);
    if (node.type === 'receiveTask' || node.type === 'sendTask') compileMessageTask(context, node);
    if (node.type === 'eventBasedGateway') node.parallelMultiple = node.source.get('eventGatewayType') === 'Parallel';
    if (node.triggeredByEvent && node.parent >= 0) nodeAt(draft, node.parent).eventSubProcesses.push(node.index);
  }
}

function compileEvent(context: CompileContext, draft: ProcessDraft, node: NodeDraft): void {
  node.events = definitionsOf(node.source).flatMap((definition) =>
    compileDefinition({ context, draft, node }, definition),
  );
  node.parallelMultiple = isCatching(node) && node.events.length > 1 && flagOf(node.source, 'parallelMultiple');
  if (node.type === 'boundaryEvent') attach(draft, node);
  if (node.type === 'startEvent' && nodeAt(draft, node.parent).triggeredByEvent) {
    node.interrupting = flagOf(node.source, 'isInterrupting');
  }
}

/** Event definitions inside the event, then those it refers to (BPMN 2.0.2 §10.5.5). */
export function definitionsOf(source: ModdleElement): readonly ModdleElement[] {
  return [...manyOf(source, 'eventDefinitions'), ...manyOf(source, 'eventDefinitionRef')];
}

/** Whether an event waits for something rather than does it. */
export const isCatching = ({ type }: Pick<NodeDraft, 'type'>): boolean =>
  type === 'startEvent' || type === 'intermediateCatchEvent' || type === 'boundaryEvent';

function compileDefinition(
  { context, draft, node }: { context: CompileContext; draft: ProcessDraft; node: NodeDraft },
  definition: ModdleElement,
): EventSpec[] {
  const compile = EVENT_DEFINITIONS.get(definition.$type);
  const spec = compile?.({ context, draft, event: node.source, definition, catching: isCatching(node) });
  return spec ? [spec] : [];
}

function attach(draft: ProcessDraft, node: NodeDraft): void {
  node.interrupting = flagOf(node.source, 'cancelActivity');
  const activity = oneOf(node.source, 'attachedToRef');
  const index = activity ? draft.indexOf.get(activity) : undefined;
  if (index === undefined) return;
  node.attachedTo = index;
  nodeAt(draft, index).boundaries.push(node.index);
}

/** A receive task waits for a message, a send task with a message sends it (BPMN 2.0.2 §13.3.3). */
function compileMessageTask(context: CompileContext, node: NodeDraft): void {
  const message = oneOf(node.source, 'messageRef');
  if (!message) return;
  const spec = compileMessage({ context, message, bearers: [node.source], catching: node.type === 'receiveTask' });
  if (spec) node.events = [spec];
}
