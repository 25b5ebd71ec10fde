import { fail, ok, type Result } from '../../errors.ts';
import type { FlowNode } from '../../model/graph.ts';
import { guard } from '../activate.ts';
import { leave } from '../complete.ts';
import { enter, enterInPlace } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { applyInputs } from '../mappings.ts';
import { nodeAt } from '../query.ts';
import { openScope } from '../scope.ts';
import type { ElementInstance, Variables } from '../state.ts';
import { terminateTree } from '../terminate.ts';
import type { ModifyInstruction } from '../trigger.ts';
import { write } from '../variables.ts';
import { leaveNoGhosts } from './ghosts.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * Moves tokens by hand: starts before or after elements, creating the enclosing scopes that are missing, and ends instances. All
 * instructions hold or none; what nobody knows is 'not-found'. Scopes that end up empty end too.
 */
export const modify: TriggerHandler<'modify'> = (x, { instructions }) => {
  const emptied: string[] = [];
  for (const instruction of instructions) {
    const done = instruct(x, instruction, emptied);
    if (!done.ok) return done;
  }
  for (const scope of emptied) leaveNoGhosts(x, scope, 'jump');
  return DONE;
};

function instruct(x: Execution, instruction: ModifyInstruction, emptied: string[]): Result<void> {
  switch (instruction.type) {
    case 'startBefore':
      return startBefore(x, instruction.elementId, instruction.variables);
    case 'startAfter':
      return startAfter(x, instruction.elementId, instruction.variables);
    case 'cancel':
      return cancelInstances(x, instruction, emptied);
  }
}

export function startBefore(x: Execution, elementId: string, variables: Variables = {}): Result<void> {
  const place = placeFor(x, elementId);
  if (!place.ok) return place;
  write(x, place.value.scope, variables);
  enter(x, place.value);
  return ok(undefined);
}

/** The token is put behind the element, as if the element had just ended. */
function startAfter(x: Execution, elementId: string, variables: Variables = {}): Result<void> {
  const place = placeFor(x, elementId);
  if (!place.ok) return place;
  write(x, place.value.scope, variables);
  leave(x, enterInPlace(x, place.value));
  return ok(undefined);
}

function cancelInstances(
  x: Execution,
  what: Extract<ModifyInstruction, { type: 'cancel' }>,
  emptied: string[],
): Result<void> {
  const { elementId, elementInstanceId } = what;
  const named = Object.values(x.draft.state.elements).filter(
    (element) =>
      element.parent !== null &&
      (elementInstanceId === undefined
        ? x.node(element).id === elementId && element.item === undefined
        : element.id === elementInstanceId),
  );
  if (named.length === 0) return fail('not-found', { kind: 'element', id: elementInstanceId ?? elementId ?? '' });
  for (const { id, parent } of named) {
    if (!x.find(id)) continue;
    terminateTree(x, id, 'jump');
    if (parent !== null) emptied.push(parent);
  }
  return ok(undefined);
}

interface NodePlace {
  readonly scope: string;
  readonly def: number;
  readonly node: number;
}

function placeFor(x: Execution, elementId: string): Result<NodePlace> {
  const { definitions } = x.draft.state;
  for (const def of definitions.keys()) {
    const { graph } = x.definition(def);
    const node = graph.byId.get(elementId);
    const root = node === undefined ? undefined : processInstance(x, def);
    if (node === undefined || node === 0 || !root) continue;
    const scope = scopeFor(x, root, nodeAt(graph, node));
    return scope.ok ? ok({ scope: scope.value, def, node }) : scope;
  }
  return fail('not-found', { kind: 'element', id: elementId });
}

function processInstance(x: Execution, def: number): ElementInstance | undefined {
  return instances(x, def, 0)[0];
}

function instances(x: Execution, def: number, node: number): ElementInstance[] {
  return Object.values(x.draft.state.elements)
    .filter((element) => element.def === def && element.node === node && !element.loop)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The scope instance the node belongs to, made where it is missing: opened, but with no token of its own. */
function scopeFor(x: Execution, root: ElementInstance, node: FlowNode): Result<string> {
  const { graph } = x.definition(root.def);
  const missing: FlowNode[] = [];
  let scope = root.id;
  for (let index = node.parent; index > 0; index = nodeAt(graph, index).parent) {
    const open = instances(x, root.def, index)[0];
    if (open) {
      scope = open.id;
      break;
    }
    missing.unshift(nodeAt(graph, index));
  }
  for (const each of missing) {
    const opened = openEmpty(x, { scope, def: root.def, node: each.index });
    if (!opened.ok) return opened;
    scope = opened.value;
  }
  return ok(scope);
}

function openEmpty(x: Execution, place: NodePlace): Result<string> {
  const node = nodeAt(x.definition(place.def).graph, place.node);
  if (node.loop) return fail('not-found', { kind: 'element', id: node.id });
  const id = enterInPlace(x, place);
  const inputs = applyInputs(x, id, node);
  if (!inputs.ok) return inputs;
  if (!guard(x, id)) return fail('not-found', { kind: 'element', id: node.id });
  const opened = openScope(x, id, []);
  return opened.ok ? ok(id) : opened;
}
