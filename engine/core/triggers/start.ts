import { fail } from '../../errors.ts';
import type { ProcessGraph } from '../../model/graph.ts';
import type { Execution } from '../execution.ts';
import { nodeAt } from '../query.ts';
import { openScope } from '../scope.ts';
import { startAtEvent } from '../start-at-event.ts';
import { startBefore } from './modify.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * Opens a case. It starts at the start events without a trigger, at the one event start that was triggered, or before the elements asked
 * for; anything but existing nodes is 'not-found'. An event sub-process that cannot be armed refuses the start.
 */
export const start: TriggerHandler<'start'> = (x, trigger) => {
  const { id } = x.draft.state;
  if (id !== '') throw new Error(`Expected a case to start once, but ${id} has already started.`);
  const definition = x.definitions.byId(trigger.definitionId);
  const unknown = [...(trigger.startAt ?? []), ...(trigger.startEvent === undefined ? [] : [trigger.startEvent])].find(
    (id) => !definition.graph.byId.has(id),
  );
  if (unknown !== undefined) return fail('not-found', { kind: 'element', id: unknown });
  const starts = trigger.startAt || trigger.startEvent !== undefined ? null : startsOf(definition.graph);
  if (starts?.length === 0) return fail('not-found', { kind: 'start event without a trigger in', id: definition.key });
  const root = openRoot(x, trigger);
  const opened = openScope(x, root, starts ?? []);
  if (!opened.ok) return opened;
  if (trigger.startEvent !== undefined) {
    const node = nodeAt(definition.graph, definition.graph.byId.get(trigger.startEvent) ?? 0);
    const started = startAtEvent(x, { root, node, message: trigger.startMessage });
    if (!started.ok) return started;
  }
  for (const elementId of trigger.startAt ?? []) {
    const started = startBefore(x, elementId);
    if (!started.ok) return started;
  }
  return DONE;
};

function openRoot(x: Execution, trigger: Parameters<typeof start>[1]): string {
  const { instanceId: id, definitionId, businessKey, initiator, variables } = trigger;
  const root = x.env.newId();
  x.emit({ type: 'instanceStarted', id, root, definitionId, businessKey, initiator });
  x.emit({
    type: 'elementEntered',
    element: {
      id: root,
      def: 0,
      node: 0,
      parent: null,
      state: 'entered',
      since: x.env.now,
      visit: 1,
      via: null,
      vars: variables,
    },
  });
  x.move(root, 'active');
  return root;
}

function startsOf(graph: ProcessGraph): readonly number[] {
  return graph.nodes[0]?.starts ?? [];
}
