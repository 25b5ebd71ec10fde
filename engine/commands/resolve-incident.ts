import type { Static } from 'typebox';
import { fail, ok } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive, rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { requireRepairer } from './rights.ts';

const Input = closed({ incidentId: Id });
type Input = Static<typeof Input>;

/** The cause is gone: what failed is tried again. If it fails again, there is a new incident. */
export const resolveIncident: Command<Input, InstanceAnswer> = {
  name: 'resolve-incident',
  input: Input,
  decide(state, { incidentId }, context) {
    const may = requireRepairer(context.actor, rootDefinition(state, context).graph);
    if (!may.ok) return may;
    const active = requireActive(state);
    if (!active.ok) return active;
    if (!state.incidents[incidentId]) return fail('not-found', { kind: 'incident', id: incidentId });
    const moved = advance(begin(state), { trigger: { kind: 'retryIncident', incident: incidentId } }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
