/** Verbs on tasks: each is the command of its name; what it admits is that command's own schema. */
import { coordinates } from '../../../commands/coordinates.ts';
import { Refusal, refuse } from '../../../errors.ts';
import { findTasks, type TaskRow } from '../../../store/read/tasks.ts';
import { COORDINATOR_VERBS } from '../../../tasks/verbs.ts';
import { TASK_VERBS, type TaskVerb, type TaskVerbAnswer, type TaskVerbInput } from '../../contract/tasks.ts';
import type { Principal } from '../../principal.ts';
import { problemOf } from '../../problem.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { type Caller, submit } from '../../submit.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { stateOf } from '../../views/instance.ts';
import { requireReceivers } from '../../views/receivers.ts';
import { requireTaskToAct, taskView, taskViews } from '../../views/task.ts';
import { requireBulk } from './bulk.ts';
import { saveDraft } from './draft.ts';
import { requireForm } from './shown.ts';

export const actOnTask: Handler<'actOnTask'> = async (call, services) => {
  const { id, verb } = call.params;
  if (!isVerb(verb)) refuse('route-not-found', { path: call.ctx.path });
  return act(services, call, { id, verb, input: call.body });
};

const isVerb = (word: string): word is TaskVerb => (TASK_VERBS as readonly string[]).includes(word);

interface Action {
  readonly id: string;
  readonly verb: TaskVerb;
  readonly input: TaskVerbInput;
  /** It is one of several in the request. */
  readonly bulk?: true;
}

async function act(services: Services, caller: Caller, { id, verb, input, bulk }: Action): Promise<TaskVerbAnswer> {
  const { principal } = caller;
  const besideOwn = (COORDINATOR_VERBS as ReadonlySet<string>).has(verb)
    ? await findSignedFor(services, principal, { id, verb })
    : undefined;
  const before = besideOwn ?? (await requireTaskToAct(services, principal, id));
  if (bulk) await requireBulk(services, before, verb);
  if ((verb === 'transfer' || verb === 'delegate') && input.to !== undefined)
    await requireReceivers(services, [input.to]);
  await requireReceivers(services, input.users ?? []);
  if (input.evidence !== undefined && verb !== 'save-draft') await requireForm(services, before, input.evidence);
  const { answer } =
    verb === 'save-draft'
      ? await saveDraft(services, caller, { id, input })
      : await submit(services, caller, {
          command: `${verb}-task`,
          target: verb === 'retrieve' ? { instanceId: before.instanceId } : { taskId: id },
          input: { taskId: id, ...input, ...untilOf(input) } as never,
        });
  const [now] = await findTasks(services.database, [answer.task.id]);
  const { task: summary, next, request } = answer;
  const task = await taskView(
    services,
    principal,
    now ?? { ...before, ...summary, dueAt: summary.dueAt ?? Number.POSITIVE_INFINITY },
  );
  const opened = await taskViews(services, principal, await findTasks(services.database, next));
  return { ...task, next: opened, ...(request !== undefined && { request }) };
}

/** Commands know instants as epoch ms. */
const untilOf = ({ until }: TaskVerbInput): { readonly until?: number } =>
  until === undefined ? {} : { until: Date.parse(until) };

/** Who has added somebody to a round may remove them, and who leads or coordinates it may do both, whether or not the caller sees the task. */
async function findSignedFor(
  services: Services,
  principal: Principal,
  { id, verb }: Pick<Action, 'id' | 'verb'>,
): Promise<TaskRow | undefined> {
  const [row] = await findTasks(services.database, [id]);
  if (!row) return undefined;
  const state = await stateOf(services, await findAnyInstance(services.database, row.instanceId));
  const task = state.tasks[id];
  if (!task) return undefined;
  const isAdder = verb === 'remove-signer' && task.part?.added?.by === principal.id;
  return isAdder || coordinates(state, task, principal) ? row : undefined;
}

/** Each task has its own result; a refusal of one does not stop the others. */
export const actOnTasks: Handler<'actOnTasks'> = async (call, services) => {
  const { verb, taskIds, ...input } = call.body;
  const results = await Promise.all(
    taskIds.map(async (taskId) => {
      const receipt = call.receipt === undefined ? undefined : `${call.receipt}:${taskId}`;
      try {
        const {
          next: _,
          request: _request,
          ...task
        } = await act(services, { ...call, receipt }, { id: taskId, verb, input, bulk: true });
        return { taskId, ok: true, task };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { taskId, ok: false, problem: problemOf(error.failure, call.language) };
      }
    }),
  );
  return { results };
};
