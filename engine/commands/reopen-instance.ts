import { type Static, Type } from 'typebox';
import { REOPENING_GROUNDS, type ReopeningGround } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { ok } from '../errors.ts';
import { rootDefinition } from './case.ts';
import type { Command, DecideContext } from './command.ts';
import { namedNow, principalsOf } from './conduct.ts';
import { closed, Id, Remark } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { reopenCase } from './reopen-case.ts';
import { requireRole } from './rights.ts';
import { askSecondPerson, managersOf } from './second-person.ts';

const Input = closed({
  /** The user task to go on from. */
  to: Id,
  ground: Type.Unsafe<ReopeningGround>({ type: 'string', enum: [...REOPENING_GROUNDS] }),
  /** The number of the order (复议决定书、判决书、撤销决定书); needed for every ground but a clerical error. */
  order: Type.Optional(Id),
  reason: Remark,
});
type Input = Static<typeof Input>;

/** B9 重启/恢复已办结: asked for by an administrator, done when one with the power of decision has confirmed it. What could not be done now is refused now. */
export const reopenInstance: Command<Input, InstanceAnswer> = {
  name: 'reopen-instance',
  input: Input,
  afterEnd: true,
  decide(state, input, context) {
    const may = requireRole(context.actor, ['admin']);
    if (!may.ok) return may;
    const by = context.actor.id;
    const done = reopenCase(begin(state), { input, by, approver: '' }, context);
    if (!done.ok) return done;
    const { names, entitled } = decisionMakers(state, context);
    const asked = askSecondPerson(
      begin(state),
      { verb: 'reopen', wanted: input, reason: input.reason, entitled },
      context,
    );
    if (!asked.ok) return asked;
    const told = answerInstance(asked.value.progress);
    return ok({
      ...told,
      answer: { ...told.answer, request: asked.value.request.id },
      foresees: { state: done.value.state, events: done.value.events, confirmedBy: namedNow(names, context) },
    });
  },
};

/** Whom the model gives the power of decision at any of its steps; where it gives it to nobody, whoever manages the case. */
function decisionMakers(state: InstanceState, context: DecideContext) {
  const { graph } = rootDefinition(state, context);
  const names = [...new Set(graph.nodes.flatMap(({ user }) => user?.deciders ?? []))];
  return { names, entitled: names.length > 0 ? principalsOf(names) : managersOf(graph) };
}
