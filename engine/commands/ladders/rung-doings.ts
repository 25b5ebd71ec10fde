/** What each rung of a ladder does to the case, beyond telling people. */

import { visibleVariables } from '../../core/query.ts';
import { dateTimeIn } from '../../core/schedule/year.ts';
import { ok, type Result } from '../../errors.ts';
import type { RungAction } from '../../model/ladder.ts';
import type { DecideContext } from '../command.ts';
import { returnTaken } from '../perform-return.ts';
import { placeOf } from '../place.ts';
import { type Progress, record } from '../progress.ts';
import { answerForSilence } from './answer-for-silence.ts';
import { byAnyHand } from './any-hand.ts';
import { deemAccepted } from './deem-accepted.ts';
import { passOn } from './pass-on.ts';
import type { Doing, Reached } from './reached.ts';
import { remindersOf } from './reminders.ts';
import { tasksAt } from './rung-people.ts';

export const DOINGS: Readonly<Record<RungAction, Doing>> = {
  remind: (progress, reached, context) => ok(record(progress, remindersOf(progress.state, reached, context), context)),
  raise: passOn,
  transfer: passOn,
  pass: answerForSilence('auto:pass'),
  refuse: answerForSilence('auto:refuse'),
  return: giveBack,
  supervise: openCase,
  start: openCase,
  call: callDepartment,
  accept: deemAccepted,
};

/**
 * To the step before, whoever has the work: the model says so, not he. Of several who decide together the first whose task is open gives it back
 * for all.
 */
function giveBack(progress: Progress, { element, next }: Reached, context: DecideContext): Result<Progress> {
  const [task] = tasksAt(progress.state, element);
  if (!task) return ok(progress);
  const to = byAnyHand(task, 'return');
  if (!to.ok) return to;
  const place = placeOf(progress.state, task.element, context.definitions);
  const taken = { ...place, task, to: to.value, onBehalfOf: null };
  const input = { comment: next.rung.basis ?? '' };
  const returned = returnTaken(progress.state, { taken, input }, context);
  if (!returned.ok) return returned;
  const { state, events } = returned.value.progress;
  return ok({ state, events: [...progress.events, ...events] });
}

function openCase({ state, events }: Progress, reached: Reached, context: DecideContext): Result<Progress> {
  const { element, next } = reached;
  const about = aboutCase({ state, events }, reached, context);
  const key = next.rung.process ?? '';
  const id = context.env.newId();
  return ok(record({ state, events }, [{ type: 'caseRequested', id, element, key, variables: { about } }], context));
}

/** What another case or a department learns about where this one stands. */
function aboutCase({ state }: Progress, { element, next, told }: Reached, { env, definitions }: DecideContext) {
  const { node, definition } = placeOf(state, element, definitions);
  return {
    instanceId: state.id,
    businessKey: state.businessKey,
    process: definition.key,
    element: node.id,
    name: node.name || node.id,
    rung: next.rung.id,
    clock: next.clock,
    at: dateTimeIn(next.at, env.zone),
    told,
  };
}

/** It hangs on the case and not on the step: what is told to a department is told even if the step ends meanwhile. */
function callDepartment(progress: Progress, reached: Reached, context: DecideContext): Result<Progress> {
  const { env } = context;
  const { element, next } = reached;
  const effect = {
    id: env.newId(),
    element: progress.state.root,
    topic: next.rung.topic ?? '',
    variables: { ...visibleVariables(progress.state, element), about: aboutCase(progress, reached, context) },
    requestedAt: env.now,
    attemptsLeft: 5,
    delayMs: 30_000,
    dueAt: env.now,
    purpose: next.rung.id,
    aside: true as const,
  };
  return ok(record(progress, [{ type: 'effectRequested', effect }], context));
}
