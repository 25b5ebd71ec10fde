/** `/external-task`: what workers of departments poll. */
import { Refusal } from '../../errors.ts';
import type { ExternalTask, TopicRequest } from '../../runtime/external-tasks.ts';
import { workerOf } from '../../runtime/external-tasks.ts';
import { findJob } from '../../store/jobs/find-job.ts';
import { FetchAndLock } from '../contract/external-tasks.ts';
import { OPERATIONS } from '../contract/operations.ts';
import { authorise } from '../middleware/authorise.ts';
import { actorOf } from '../principal.ts';
import { rightsOf } from '../rights-now.ts';
import { checkShape } from '../validate.ts';
import { callOperation } from './call-operation.ts';
import { notSupported, present, type RestHandler, record, requiredText, take } from './request.ts';
import { restTime } from './rest-time.ts';
import { plainVariables, typedVariables } from './typed-values.ts';

/**
 * The protocol has no place for a fencing token but the id: what a worker was given ends with the token of its lock, and comes back with it.
 * The id alone is taken too, for scripts that have it from elsewhere: then only the name of the worker tells whose lock it is, as in the original.
 */
const heldId = ({ id, lockToken }: ExternalTask): string => `${id}~${lockToken}`;

function heldOf({ id = '' }: Readonly<Record<string, string>>): {
  readonly id: string;
  readonly lockToken?: number;
} {
  const [, bare = id, token] = /^(.*)~(\d{1,15})$/.exec(id) ?? [];
  return token === undefined ? { id } : { id: bare, lockToken: Number(token) };
}

/** Answering with nothing before a worker's patience ends is allowed, and it asks again. */
const LONGEST_POLL_MS = 60_000;

export const fetchAndLock: RestHandler = async ({ body, ctx, principal, language, services }) => {
  authorise('fetchAndLock', OPERATIONS.fetchAndLock, { rights: rightsOf(services.runtime), principal });
  const names = ['workerId', 'maxTasks', 'usePriority', 'asyncResponseTimeout', 'topics', 'sorting'] as const;
  const { topics, asyncResponseTimeout, sorting, usePriority = false, ...rest } = take(body, names);
  if (Array.isArray(sorting) ? sorting.length > 0 : sorting !== undefined) notSupported('"sorting"');
  const patience = typeof asyncResponseTimeout === 'number' ? Math.min(asyncResponseTimeout, LONGEST_POLL_MS) : 0;
  const requests = (Array.isArray(topics) ? topics : notSupported('a request without "topics"')).map(topicRequest);
  const plain = requests.map(({ topic, lockDuration, variables }) => present({ topic, lockDuration, variables }));
  const request = { ...rest, usePriority, topics: plain, asyncResponseTimeout: patience };
  checkShape('body', FetchAndLock, request, language);
  const asked = request as unknown as FetchAndLock;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  ctx.res.once('close', leave);
  const fetched = await services.runtime.externalTasks.fetchAndLock({
    ...asked,
    topics: requests,
    maxTasks: asked.maxTasks ?? 10,
    actor: actorOf(principal),
    signal: gone.signal,
  });
  ctx.res.removeListener('close', leave);
  if (!fetched.ok) throw new Refusal(fetched.failure);
  return fetched.value.map((task) => taskView(task, asked.workerId));
};

const TOPIC = [
  'topicName',
  'lockDuration',
  'variables',
  'localVariables',
  'businessKey',
  'processDefinitionKey',
  'withoutTenantId',
] as const;

/** There are no tenants: work without one is all work. Variables are those of the input mappings, local or not. */
function topicRequest(given: unknown): TopicRequest {
  const { topicName, lockDuration, variables, businessKey, processDefinitionKey } = take(
    record(given, 'topics'),
    TOPIC,
  );
  return present({
    topic: topicName,
    lockDuration,
    variables,
    businessKey,
    definitionKey: processDefinitionKey,
  }) as unknown as TopicRequest;
}

const taskView = (task: ExternalTask, workerId: string): Readonly<Record<string, unknown>> => ({
  id: heldId(task),
  topicName: task.topic,
  workerId,
  lockExpirationTime: restTime(task.lockExpiresAt),
  retries: task.retries,
  priority: task.priority,
  suspended: false,
  errorMessage: task.lastError,
  errorDetails: null,
  activityId: task.elementId,
  activityInstanceId: task.elementInstanceId,
  executionId: task.elementInstanceId,
  processInstanceId: task.instanceId,
  processDefinitionId: task.definitionId,
  processDefinitionKey: task.definitionKey,
  processDefinitionVersionTag: null,
  businessKey: task.businessKey,
  tenantId: null,
  variables: typedVariables(task.variables),
});

/** Calls one of our own operations about the work that the id in the path names. */
async function answer(
  operation: 'completeExternalTask' | 'failExternalTask' | 'raiseBpmnError' | 'extendLock' | 'unlockExternalTask',
  said: Readonly<Record<string, unknown>>,
  { params, services, ...caller }: Parameters<RestHandler>[0],
): Promise<undefined> {
  const { id, ...held } = heldOf(params);
  return callOperation(operation, { params: { id }, body: { ...said, ...held } }, caller, services);
}

export const complete: RestHandler = async (call) => {
  const { workerId, variables } = take(call.body, ['workerId', 'variables']);
  return answer('completeExternalTask', { workerId, variables: plainVariables(variables, 'variables') }, call);
};

/** What is wrong and its details are one text here. */
export const failure: RestHandler = async (call) => {
  const names = ['workerId', 'errorMessage', 'errorDetails', 'retries', 'retryTimeout'] as const;
  const { workerId, errorMessage = '', errorDetails, retries = 0, retryTimeout } = take(call.body, names);
  const message = [errorMessage, errorDetails].filter((text) => text).join('\n');
  return answer(
    'failExternalTask',
    present({ workerId, message: message.slice(0, 4_000), retries, retryTimeout }),
    call,
  );
};

export const bpmnError: RestHandler = async (call) => {
  const names = ['workerId', 'errorCode', 'errorMessage', 'variables'] as const;
  const { workerId, errorCode, errorMessage, variables } = take(call.body, names);
  const raised = { workerId, errorCode, message: errorMessage, variables: plainVariables(variables, 'variables') };
  return answer('raiseBpmnError', present(raised), call);
};

export const extendLock: RestHandler = async (call) => {
  const { workerId, newDuration } = take(call.body, ['workerId', 'newDuration']);
  return answer('extendLock', { workerId, lockDuration: newDuration }, call);
};

export const lock: RestHandler = async ({ params, body, principal, language, services }) => {
  authorise('extendLock', OPERATIONS.extendLock, { rights: rightsOf(services.runtime), principal });
  const asked = take(body, ['workerId', 'lockDuration']);
  checkShape('body', OPERATIONS.extendLock.body, asked, language);
  const workerId = requiredText(asked.workerId, 'workerId');
  const call = { ...heldOf(params), workerId, actor: actorOf(principal) };
  const locked = await services.runtime.externalTasks.lock(call, Number(asked.lockDuration));
  if (!locked.ok) throw new Refusal(locked.failure);
};

/** Names no worker: every worker of the account that holds the work may give it back. */
export const unlock: RestHandler = async (call) => {
  take(call.body, ['workerId']);
  const job = await findJob(call.services.database, heldOf(call.params).id);
  const workerId = (job && workerOf(job, call.principal)) ?? '-';
  return answer('unlockExternalTask', { workerId }, call);
};
