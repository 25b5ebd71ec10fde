import { randomUUID } from 'node:crypto';
import type { DecideContext } from '../../../commands/command.ts';
import { requireDecisionPower } from '../../../commands/conduct.ts';
import { nameSteps } from '../../../commands/name-steps.ts';
import { placeOf } from '../../../commands/place.ts';
import { takeTask } from '../../../commands/take-task.ts';
import { whoMay } from '../../../commands/why-not.ts';
import { refuse } from '../../../errors.ts';
import { DECIDING_VERBS, TASK_VERBS } from '../../../tasks/verbs.ts';
import { actorOf } from '../../principal.ts';
import { problemOf } from '../../problem.ts';
import type { Handler } from '../../route.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { stateOf } from '../../views/instance.ts';
import { requireTaskToAct } from '../../views/task.ts';

/** Judged by the code that judges the verb itself; nothing is changed. */
export const getWhyNot: Handler<'getWhyNot'> = async ({ params, query, principal, language }, services) => {
  const { id: taskId, instanceId } = await requireTaskToAct(services, principal, params.id);
  const { definitions } = services.runtime;
  // Taking a vote back depends on the vote alone, and is said with the round.
  const verb = TASK_VERBS.find((one) => one === query.verb) ?? refuse('bad-request', { reason: `verb=${query.verb}` });
  const state = await stateOf(services, await findAnyInstance(services.database, instanceId));
  return definitions.withLoaded(() => {
    const { clock, organisation, calendars } = services.runtime;
    const env = { now: clock.now(), newId: randomUUID };
    const context: DecideContext = {
      env,
      definitions,
      forms: definitions,
      organisation: organisation.current,
      calendars: calendars.current,
      actor: actorOf(principal),
    };
    const taken = takeTask(state, { taskId, verb }, context);
    const judged = taken.ok && DECIDING_VERBS.has(verb) ? requireDecisionPower(taken.value, verb, context) : taken;
    const task = state.tasks[taskId];
    const answer = {
      verb,
      allowed: judged.ok,
      ...(judged.ok ? {} : { problem: problemOf(nameSteps(judged.failure, state.definitions, definitions), language) }),
    };
    if (!task) return { ...answer, ...NOBODY };
    const place = placeOf(state, task.element, definitions);
    const { users, groups, administrators, owners, barred, waiting } = whoMay(state, { task, place, verb }, context);
    return {
      ...answer,
      users: [...users],
      groups: [...groups],
      administrators,
      owners: [...owners],
      barred: [...barred],
      waiting,
    };
  });
};

/** Nobody may do anything with a task that has ended. */
const NOBODY = { users: [], groups: [], administrators: false, owners: [], barred: [], waiting: false };
