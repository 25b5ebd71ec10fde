import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive, rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { requireBeginner } from './inner-activities.ts';
import { closed, Id, VariableMap } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  /** The instance of the ad-hoc sub-process. */
  elementInstanceId: Id,
  /** The activity inside to begin. */
  elementId: Id,
  /** Written to the ad-hoc sub-process before the activity begins. */
  variables: Type.Optional(VariableMap),
});
type Input = Static<typeof Input>;

/**
 * Begins an activity of an ad-hoc sub-process; who may is said by `inner-activities.ts`. Where activities are done one after the other, a second one is refused with 'ad-hoc-busy'.
 */
export const startInnerActivity: Command<Input, InstanceAnswer> = {
  name: 'start-inner-activity',
  input: Input,
  decide(state, { elementInstanceId: scope, elementId, variables = {} }, context) {
    const { graph } = rootDefinition(state, context);
    const may = requireBeginner(context.actor, { state, graph, scope });
    if (!may.ok) return may;
    const active = requireActive(state);
    if (!active.ok) return active;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const trigger = { kind: 'startInner', scope, elementId, variables } as const;
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
