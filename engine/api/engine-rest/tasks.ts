/** `/task`: finding, claiming and completing. Whoever calls sees and may do what he does everywhere else. */
import { refuse } from '../../errors.ts';
import type { Task } from '../contract/tasks.ts';
import { type Caller, callOperation } from './call-operation.ts';
import { notSupported, present, type RestHandler, type RestRequest, requiredText, take } from './request.ts';
import { restTimeOf } from './rest-time.ts';
import { plainVariables } from './typed-values.ts';

const FILTERS = [
  'assignee',
  'processInstanceId',
  'processInstanceBusinessKey',
  'processDefinitionKey',
  'taskDefinitionKey',
  'firstResult',
  'maxResults',
] as const;
/** Pages by position cost more the later they are; this is as far as they go. */
const MOST = 500;

function filterOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const found = take(given, FILTERS);
  return present({
    assignee: found.assignee,
    instanceId: found.processInstanceId,
    businessKey: found.processInstanceBusinessKey,
    definitionKey: found.processDefinitionKey,
    elementId: found.taskDefinitionKey,
  });
}

/** Filters come in the address (GET) or in the body (POST). */
export const listTasks: RestHandler = async ({ query, body, services, ...caller }) => {
  const given = { ...query, ...body };
  const first = Number(given.firstResult ?? 0);
  const limit = Math.min(first + Number(given.maxResults ?? MOST), MOST);
  if (!(first >= 0 && first < MOST)) notSupported(`"firstResult" beyond ${MOST}`);
  const asked = { ...filterOf(given), limit: Math.max(1, limit) };
  const { items } = await callOperation('listTasks', { query: asked }, caller, services);
  return items.slice(first, limit).map(taskView);
};

export const countTasks: RestHandler = async ({ query, body, services, ...caller }) => {
  const asked = { ...filterOf({ ...query, ...body }), limit: 1, count: true };
  const { total = 0 } = await callOperation('listTasks', { query: asked }, caller, services);
  return { count: total };
};

export const getTask: RestHandler = async ({ params, services, ...caller }) =>
  taskView(await callOperation('getTask', { params }, caller, services));

const taskView = (task: Task): Readonly<Record<string, unknown>> => ({
  id: task.id,
  name: task.name,
  assignee: task.assignee,
  owner: task.owner,
  created: restTimeOf(task.createdAt),
  due: restTimeOf(task.dueAt),
  followUp: null,
  priority: task.priority,
  formKey: task.formKey,
  taskDefinitionKey: task.elementId,
  executionId: task.elementInstanceId,
  processInstanceId: task.instanceId,
  processDefinitionId: task.definitionId,
  suspended: task.state === 'held',
  delegationState: task.state === 'delegated' ? 'PENDING' : null,
  description: null,
  parentTaskId: null,
  caseDefinitionId: null,
  caseExecutionId: null,
  caseInstanceId: null,
  tenantId: null,
});

/** For oneself. Giving work to somebody else is another act, with rights of its own. */
export const claimTask: RestHandler = async (request) => {
  const { userId } = take(request.body, ['userId']);
  const user = requiredText(userId, 'userId');
  if (user !== request.principal.id) refuse('forbidden', { right: `claim for ${user}`, actor: request.principal.id });
  return act(request, 'claim');
};

export const unclaimTask: RestHandler = (request) => act(request, 'release');

export const completeTask: RestHandler = async (request) => {
  const { variables } = take(request.body, ['variables']);
  return act(request, 'complete', { variables: plainVariables(variables, 'variables') });
};

async function act(
  { params, services, ...caller }: RestRequest & Caller,
  verb: 'claim' | 'release' | 'complete',
  body: Readonly<Record<string, unknown>> = {},
): Promise<undefined> {
  await callOperation('actOnTask', { params: { id: params.id ?? '', verb }, body }, caller, services);
  return undefined;
}
