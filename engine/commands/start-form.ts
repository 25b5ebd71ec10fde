import { nodeAt } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import type { FlowNode } from '../model/graph.ts';
import { rootDefinition } from './case.ts';
import type { DecideContext } from './command.ts';
import { validateForm } from './form-submission.ts';

interface StartForm {
  readonly key: string;
  readonly node: FlowNode;
}

function startFormOf(state: InstanceState, context: DecideContext): StartForm | undefined {
  const { graph } = rootDefinition(state, context);
  const start = nodeAt(graph, 0)
    .children.map((index) => nodeAt(graph, index))
    .find(({ type, startForm }) => type === 'startEvent' && startForm !== null);
  return start?.startForm ? { key: start.startForm, node: start } : undefined;
}

/** The form the applicant filled in; undefined where there is none. */
export function applicationForm(state: InstanceState, context: DecideContext): Form | undefined {
  const form = startFormOf(state, context);
  return form && context.forms.find(form.key, rootDefinition(state, context).deploymentId);
}

/** What is added to or changed in the application is held against its form; what stays as it is does not matter. */
export function submitToStartForm(state: InstanceState, variables: Variables, context: DecideContext): Result<void> {
  const form = startFormOf(state, context);
  if (!form || Object.keys(variables).length === 0) return ok(undefined);
  const { key, node } = form;
  const definition = rootDefinition(state, context);
  return validateForm(key, { state, definition, variables, node, unfinished: true }, context);
}
