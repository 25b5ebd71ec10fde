import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, nullable, Text, Time, VariableMap } from './schema.ts';

const WorkerId = Type.String({ minLength: 1, maxLength: 200 });
const LockToken = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Of this lock alone; later locks of the same work have greater ones.',
});
/** What a worker says it answers by. */
const LockHeld = {
  workerId: WorkerId,
  lockToken: Type.Optional(LockToken),
};
/** Milliseconds. */
const LockDuration = Type.Integer({ minimum: 1, maximum: 24 * 3600_000, description: 'Milliseconds.' });

export const FetchAndLock = closed({
  workerId: WorkerId,
  topics: Type.Array(
    closed({
      topic: Type.String({ minLength: 1, maxLength: 200 }),
      lockDuration: LockDuration,
      variables: Type.Optional(
        Type.Array(Text(200), { maxItems: 500, description: 'Names of the variables to send; all where absent.' }),
      ),
    }),
    { minItems: 1, maxItems: 50 },
  ),
  maxTasks: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 10 })),
  usePriority: Type.Optional(
    Type.Boolean({ default: true, description: 'False: in the order they fell due, whatever their priority.' }),
  ),
  asyncResponseTimeout: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 60_000,
      description: 'Milliseconds to wait for work before answering with none.',
    }),
  ),
});
export type FetchAndLock = Static<typeof FetchAndLock>;

export const ExternalTask = closed({
  id: Id,
  topic: Type.String(),
  instanceId: Id,
  elementId: Type.String(),
  businessKey: nullable(Type.String()),
  variables: VariableMap,
  lockExpiresAt: Time,
  lockToken: LockToken,
  retries: Type.Integer(),
  priority: Type.Integer(),
});
export type ExternalTask = Static<typeof ExternalTask>;

const tag = 'external-tasks';
const problems = ['external-task-not-locked'] as const;

export const externalTaskOperations = {
  fetchAndLock: operation({
    method: 'post',
    path: '/external-tasks/fetch-and-lock',
    tag,
    summary: { en: "Take work of a department's own system, waiting for it if asked", zh: '领取外部任务（可长轮询）' },
    right: 'worker.serve',
    body: FetchAndLock,
    answer: { status: 200, schema: closed({ items: Type.Array(ExternalTask) }) },
    idempotent: false,
    example: {
      workerId: 'tax-1',
      topics: [{ topic: 'tax-registration', lockDuration: 60000 }],
      maxTasks: 5,
      asyncResponseTimeout: 20000,
    },
  }),
  completeExternalTask: operation({
    method: 'post',
    path: '/external-tasks/{id}/complete',
    tag,
    summary: { en: 'The work is done', zh: '完成' },
    right: 'worker.serve',
    body: closed({ ...LockHeld, variables: Type.Optional(VariableMap) }),
    answer: { status: 204 },
    problems,
    example: { workerId: 'tax-1', variables: { taxNumber: '91350…' } },
  }),
  failExternalTask: operation({
    method: 'post',
    path: '/external-tasks/{id}/failure',
    tag,
    summary: {
      en: 'It did not work: try again later, or give up (retries 0 makes an incident)',
      zh: '失败：稍后重试或放弃',
    },
    right: 'worker.serve',
    body: closed({
      ...LockHeld,
      message: Text(4000),
      retries: Type.Integer({ minimum: 0, maximum: 1000 }),
      retryTimeout: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 365 * 24 * 3600_000, description: 'Milliseconds.' }),
      ),
    }),
    answer: { status: 204 },
    problems,
  }),
  raiseBpmnError: operation({
    method: 'post',
    path: '/external-tasks/{id}/bpmn-error',
    tag,
    summary: { en: 'A business error that the model catches', zh: '抛出业务错误' },
    right: 'worker.serve',
    body: closed({
      ...LockHeld,
      errorCode: Type.String({ minLength: 1, maxLength: 200 }),
      message: Type.Optional(Text(4000)),
      variables: Type.Optional(VariableMap),
    }),
    answer: { status: 204 },
    problems,
  }),
  extendLock: operation({
    method: 'post',
    path: '/external-tasks/{id}/extend-lock',
    tag,
    summary: { en: 'Keep it longer', zh: '延长占用' },
    right: 'worker.serve',
    body: closed({ ...LockHeld, lockDuration: LockDuration }),
    answer: { status: 204 },
    problems,
  }),
  unlockExternalTask: operation({
    method: 'post',
    path: '/external-tasks/{id}/unlock',
    tag,
    summary: { en: 'Give it back untouched', zh: '释放' },
    right: 'worker.serve',
    body: closed({ ...LockHeld }),
    answer: { status: 204 },
    problems,
  }),
} as const;
