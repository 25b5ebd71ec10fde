import { rootVariables } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import type { FeelScope } from '../feel/scope.ts';
import type { FlowNode } from '../model/graph.ts';

/** The variables of the case, and over them what is about to be written, for FEEL that is read when somebody asks. */
export function caseScope(state: InstanceState, over: Variables = {}): FeelScope {
  const variables = { ...rootVariables(state), ...over };
  return { get: (name) => variables[name], has: (name) => Object.hasOwn(variables, name) };
}

/** A step that decides was left for more time, a correction or a discussion (`tb:decidedWhen`). A condition that cannot be read is not met. Epoch ms. */
export function isUndecided({ user }: Pick<FlowNode, 'user'>, scope: FeelScope, now: number): boolean {
  if (user?.decidedWhen === undefined) return false;
  const outcome = user.decidedWhen.evaluate(scope, { now });
  return !outcome.ok || outcome.value !== true;
}
