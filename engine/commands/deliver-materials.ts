import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { owed } from './accept-tolerantly-task.ts';
import { advance } from './advance.ts';
import { clearAlarms } from './alarms.ts';
import { requireActive } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id, VariableMap } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { listedMaterials, materialUnknown } from './item-materials.ts';
import { begin, record } from './progress.ts';
import { forbidden, isOfficial } from './rights.ts';
import { submitToStartForm } from './start-form.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  materials: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  variables: Type.Optional(VariableMap),
});
type Input = Static<typeof Input>;

/** C3, the answer: materials that were promised are handed in, by the applicant or at the window. When all are there nothing is owed any more. */
export const deliverMaterials: Command<Input, InstanceAnswer> = {
  name: 'deliver-materials',
  input: Input,
  decide(state, { materials, variables = {} }, context) {
    const { actor } = context;
    if (actor.id !== state.initiator && !isOfficial(actor)) return forbidden(actor, 'applicant | official');
    const active = requireActive(state);
    if (!active.ok) return active;
    const open = owed(state);
    const other = materials.find((code) => !open.some(({ material }) => material === code));
    if (other !== undefined) return materialUnknown(other, listedMaterials(state, context));
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const fits = submitToStartForm(state, variables, context);
    if (!fits.ok) return fits;
    const told = record(begin(state), [{ type: 'materialsDelivered', by: actor.id, materials }], context);
    const cleared = owed(told.state).length > 0 ? [] : clearAlarms(told.state, { purpose: 'promise' });
    const settled = record(told, cleared, context);
    const trigger = { kind: 'writeVariables', scope: state.root, variables } as const;
    const moved = advance(settled, { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
