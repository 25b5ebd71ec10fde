import { type ModdleElement, oneOf } from '../moddle.ts';
import type { CompileContext } from './context.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';

/**
 * Pass over what undoes what (BPMN 2.0.2 §10.7): an activity is undone by the activity its compensation boundary event is associated
 * with, a sub-process by the event sub-process inside that starts with a compensation event.
 */
export function compileCompensation(context: CompileContext, draft: ProcessDraft): void {
  const events = draft.nodes.filter(isCompensation);
  if (events.length === 0) return;
  const associated = associationsOf(context);
  for (const event of events) {
    if (event.type === 'boundaryEvent' && event.attachedTo !== null) {
      const [handler] = handlersOf(draft, event, associated);
      nodeAt(draft, event.attachedTo).compensatedBy ??= handler?.index ?? null;
    }
    const around = event.type === 'startEvent' ? nodeAt(draft, event.parent) : null;
    if (around?.triggeredByEvent) nodeAt(draft, around.parent).compensatedBy ??= around.index;
  }
}

/** A compensation event, in whatever position. */
export const isCompensation = ({ events }: Pick<NodeDraft, 'events'>): boolean =>
  events.some(({ kind }) => kind === 'compensation');

export type Associations = ReadonlyMap<ModdleElement, readonly ModdleElement[]>;

/** What each element is associated with, in the direction of the arrow. */
export function associationsOf({ document }: Pick<CompileContext, 'document'>): Associations {
  const targets = new Map<ModdleElement, ModdleElement[]>();
  for (const element of document.elements) {
    const source = element.$type === 'bpmn:Association' ? oneOf(element, 'sourceRef') : null;
    const target = source && oneOf(element, 'targetRef');
    if (source && target) targets.set(source, [...(targets.get(source) ?? []), target]);
  }
  return targets;
}

/** The compensation activities that a compensation boundary event is associated with; a model that means something has one. */
export function handlersOf(draft: ProcessDraft, event: NodeDraft, associations: Associations): NodeDraft[] {
  return (associations.get(event.source) ?? []).flatMap((target) => {
    const index = draft.indexOf.get(target);
    const node = index === undefined ? null : nodeAt(draft, index);
    return node?.isForCompensation ? [node] : [];
  });
}
