import { type Static, Type } from 'typebox';
import type { Command } from './command.ts';
import { closed, Id, VariableMap } from './input.ts';
import type { InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  /** The element instance whose local variables are written; the case's own where absent. */
  scope: Type.Optional(Id),
  variables: VariableMap,
});
type Input = Static<typeof Input>;

/** Corrects variables by hand; conditions that wait for them are looked at again. */
export const writeVariables: Command<Input, InstanceAnswer> = {
  name: 'write-variables',
  input: Input,
  decide(state, { scope = state.root, variables }, context) {
    const checked = checkVariables(variables);
    return checked.ok
      ? operateInstance(state, { trigger: { kind: 'writeVariables', scope, variables } }, context)
      : checked;
  },
};
