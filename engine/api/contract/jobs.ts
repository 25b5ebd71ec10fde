import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';

export const JobKind = oneOf(['timer', 'async', 'outbox', 'escalation', 'script']);
export const JobState = oneOf(['open', 'running', 'failed']);

export const Job = closed({
  id: Id,
  kind: JobKind,
  elementId: nullable(Type.String()),
  elementName: nullable(Type.String()),
  instanceId: nullable(Id),
  definitionId: nullable(Id),
  definitionKey: nullable(Type.String()),
  definitionName: nullable(Type.String()),
  topic: nullable(Type.String()),
  dueAt: Time,
  state: JobState,
  suspended: Type.Boolean({
    description: 'It stands still with its case, its task or its limit, and is not done when it is due.',
  }),
  attempts: Type.Integer(),
  lastError: nullable(Type.String()),
});
export type Job = Static<typeof Job>;

const tag = 'jobs';

export const jobOperations = {
  listJobs: operation({
    method: 'get',
    path: '/jobs',
    tag,
    summary: { en: 'Timers and calls to the outside, by due time', zh: '定时器与外部调用（按到期时间）' },
    right: 'failure.read',
    query: listQuery(
      {
        instanceId: Type.Optional(Id),
        definitionKey: Type.Optional(Id),
        kind: Type.Optional(JobKind),
        state: Type.Optional(JobState),
        dueBefore: Type.Optional(Time),
      },
      ['dueAt', '-dueAt'],
    ),
    answer: { status: 200, schema: page(Job) },
  }),
  executeJob: operation({
    method: 'post',
    path: '/jobs/{id}/execute',
    tag,
    summary: {
      en: 'Fire now, due or not; answers when the consequences are committed',
      zh: '立即执行，结果提交后返回',
    },
    right: 'job.execute',
    answer: { status: 204 },
  }),
  retryJob: operation({
    method: 'post',
    path: '/jobs/{id}/retry',
    tag,
    summary: { en: 'Try a failed job again, with all its attempts', zh: '重试失败的作业' },
    right: 'failure.repair',
    answer: { status: 200, schema: Job },
  }),
  rescheduleJob: operation({
    method: 'post',
    path: '/jobs/{id}/reschedule',
    tag,
    summary: { en: 'Give a timer another due time', zh: '改变到期时间' },
    right: 'job.execute',
    body: closed({ dueAt: Time }),
    answer: { status: 200, schema: Job },
  }),
} as const;
