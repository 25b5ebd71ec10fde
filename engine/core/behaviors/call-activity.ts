import { fail, ok, type Result } from '../../errors.ts';
import type { Definition } from '../../model/graph.ts';
import { guard } from '../activate.ts';
import { complete } from '../complete.ts';
import type { Execution } from '../execution.ts';
import { evaluateText } from '../expressions.ts';
import { raiseOnEnter } from '../incidents.ts';
import { declare, evaluateMappings } from '../mappings.ts';
import { lineage, visibleVariables } from '../query.ts';
import type { Variables } from '../state.ts';
import type { Behavior } from './behavior.ts';

/**
 * Runs another process inside the same case, as a nested scope with its own graph (BPMN 2.0.2 §13.3.4). With input mappings the called
 * process gets only those, without any a copy of all it would see; on the way back the same holds for the output mappings.
 */
export const callActivity: Behavior = {
  enter(x, id) {
    const called = calledBy(x, id);
    if (!called.ok) return raiseOnEnter(x, id, called.failure);
    declare(x, id, x.node(x.element(id)));
    const vars = inputsOf(x, id);
    if (!vars.ok) return raiseOnEnter(x, id, vars.failure);
    if (guard(x, id)) openProcess(x, id, called.value, vars.value);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};

function calledBy(x: Execution, id: string): Result<Definition> {
  const element = x.element(id);
  const { call } = x.node(element);
  if (!call) throw new Error(`Expected call activity ${id} to name a process, but it does not.`);
  const key = evaluateText(x, id, call.calledElement);
  if (!key.ok) return key;
  if (depthOf(x, id) > x.limits.callDepth)
    return fail('call-depth-exceeded', { limit: x.limits.callDepth, key: key.value });
  const definition = x.definitions.resolve(key.value, call.binding, x.definition(element.def).deploymentId);
  return definition ? ok(definition) : fail('call-activity-not-found', { key: key.value });
}

/** How deep a process called here would lie; the case's own process lies at 0. */
function depthOf(x: Execution, id: string): number {
  let depth = 0;
  for (const element of lineage(x.draft.state, id)) if (element.node === 0) depth++;
  return depth;
}

function inputsOf(x: Execution, id: string): Result<Variables> {
  const { inputs } = x.node(x.element(id));
  return inputs.length > 0 ? evaluateMappings(x, id, inputs) : ok(visibleVariables(x.draft.state, id));
}

function openProcess(x: Execution, call: string, definition: Definition, vars: Variables): void {
  const used = x.draft.state.definitions.indexOf(definition.id);
  const def = used < 0 ? x.draft.state.definitions.length : used;
  if (used < 0) x.emit({ type: 'definitionUsed', definitionId: definition.id });
  const id = x.env.newId();
  x.emit({
    type: 'elementEntered',
    element: { id, def, node: 0, parent: call, state: 'entered', since: x.env.now, visit: 1, via: null, vars },
  });
  x.later({ kind: 'enter', id });
}
