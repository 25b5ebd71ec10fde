import { type Static, Type } from 'typebox';
import { Unmasking } from './instances.ts';
import { JobKind } from './jobs.ts';
import { operation } from './operation.ts';
import { PUBLIC } from './roles.ts';
import { Count, closed, Duration, Id, listQuery, nullable, page, Time } from './schema.ts';

export const FormView = closed({
  key: Type.String(),
  schema: Type.Unsafe<unknown>({
    description: 'form-js JSON; of a form that was deployed as JSON Schema, the form that asks for the same.',
  }),
  fields: Type.Array(Type.String()),
});
export type FormView = Static<typeof FormView>;

const DeletionCertificate = closed({
  id: Id,
  at: Time,
  by: Id,
  byName: Type.String(),
  definitionKey: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  contentHash: Type.String({ description: 'SHA-256 of the model.' }),
  cases: Type.Integer({ minimum: 1 }),
  tasks: Count,
  firstEnded: Time,
  lastEnded: Time,
  retentionYears: Type.Integer({
    minimum: 0,
    description: 'The retention period that was over, calendar years; 0: no schedule was in force.',
  }),
  basis: Type.String({ description: 'The ground that was given.' }),
  sha256: Type.String({
    description: 'Over the SHA-256 (hex) of each deleted row as JSON: cases by id, then tasks by id.',
  }),
});

export const FormSummary = closed({ key: Type.String(), version: Type.Integer(), deploymentId: Id });
export type FormSummary = Static<typeof FormSummary>;

export const FormVersion = closed({
  ...FormSummary.properties,
  deployedAt: Time,
  deployedBy: Type.String(),
  activateAt: nullable(Time),
  latest: Type.Boolean(),
});
export type FormVersion = Static<typeof FormVersion>;

export const AuditReport = closed({
  ok: Type.Boolean(),
  instances: Count,
  rows: Count,
  broken: nullable(closed({ instanceId: Id, seq: Type.Integer(), reason: Type.String() })),
});
export type AuditReport = Static<typeof AuditReport>;

export const SystemHealth = closed({
  now: Time,
  database: closed({
    version: Type.String(),
    answerMs: Type.Number({ description: 'How long it took to answer just now.' }),
    bytes: Type.Number(),
    connections: Count,
    mostConnections: Count,
  }),
  queues: Type.Array(
    closed({
      kind: JobKind,
      due: Count,
      running: Count,
      failed: Count,
      oldestDueAt: nullable(Time),
      lateMs: Type.Number({ minimum: 0, description: 'For how long the oldest that is due has waited.' }),
    }),
    { description: 'Kinds of jobs of which something is due, running or failed; what is suspended is left out.' },
  ),
});

/**
 * The data of one server-sent event `change` of `/events`. The event `reset` (no data) says that it is not known what changed: read
 * everything again. `id` of an event goes into `Last-Event-ID` to resume.
 */
export const ChangeView = closed({
  instanceId: Id,
  definitionKey: Type.String(),
  ended: Type.Boolean(),
  tasks: Type.Array(Id, { description: 'Tasks that are new or different.' }),
  tasksRemoved: Type.Array(Id),
  notices: Type.Array(closed({ id: Id, kind: Type.String() }), {
    description: 'What was told, read or answered: copies, urges, questions, comments, files.',
  }),
});
export type ChangeView = Static<typeof ChangeView>;

export const systemOperations = {
  listForms: operation({
    method: 'get',
    path: '/forms',
    tag: 'forms',
    summary: { en: 'Deployed forms, the newest version of each', zh: '已部署的表单（各取最新版本）' },
    right: 'definition.model',
    query: listQuery({}, ['key']),
    answer: { status: 200, schema: page(FormSummary) },
  }),
  getForm: operation({
    method: 'get',
    path: '/forms/{key}',
    tag: 'forms',
    summary: { en: 'A deployed form, the latest or that of a deployment', zh: '已部署的表单' },
    right: 'definition.read',
    query: closed({ deploymentId: Type.Optional(Id) }),
    answer: { status: 200, schema: FormView },
  }),
  listFormVersions: operation({
    method: 'get',
    path: '/forms/{key}/versions',
    tag: 'forms',
    summary: { en: 'All versions of a form, the newest first', zh: '表单的全部版本（新的在前）' },
    right: 'definition.model',
    query: listQuery({}, ['-version']),
    answer: { status: 200, schema: page(FormVersion) },
  }),
  getSystemHealth: operation({
    method: 'get',
    path: '/system/health',
    tag: 'system',
    summary: {
      en: 'The database, and how late the work is that waits in it',
      zh: '数据库状况，以及各类作业的积压与延迟',
    },
    right: 'failure.read',
    answer: { status: 200, schema: SystemHealth },
  }),
  verifyAudit: operation({
    method: 'get',
    path: '/audit/verify',
    tag: 'audit',
    summary: {
      en: 'Recompute the hash chain of one case or of all; names the first broken row',
      zh: '校验日志哈希链，指出第一处断裂',
    },
    right: 'audit.read',
    query: closed({
      instanceId: Type.Optional({ ...Id, description: 'Its id or its number; of several with one number, all.' }),
    }),
    answer: { status: 200, schema: AuditReport },
  }),
  listUnmaskings: operation({
    method: 'get',
    path: '/audit/unmaskings',
    tag: 'audit',
    summary: { en: 'Who saw personal data in plain, in all cases', zh: '个人信息原文查看记录（全部办件）' },
    right: 'audit.read',
    query: listQuery({ instanceId: Type.Optional(Id), actor: Type.Optional(Id) }, ['-at']),
    answer: { status: 200, schema: page(Unmasking) },
  }),
  listDeletionCertificates: operation({
    method: 'get',
    path: '/audit/deletions',
    tag: 'audit',
    summary: { en: 'Certificates of what was deleted for good', zh: '销毁凭证' },
    right: 'audit.read',
    query: listQuery({ key: Type.Optional(Id) }, ['-at']),
    answer: { status: 200, schema: page(DeletionCertificate) },
  }),
  streamEvents: operation({
    method: 'get',
    path: '/events',
    tag: 'events',
    summary: {
      en: 'What changed for me, as server-sent events; resumes with Last-Event-ID',
      zh: '与我相关的变化（SSE），可用 Last-Event-ID 续传',
    },
    right: 'self.use',
    query: closed({
      since: Type.Optional(Type.String({ description: 'Of a first connection, as `Last-Event-ID` of a later one.' })),
    }),
    answer: { status: 200, type: 'text/event-stream' },
  }),
  moveClock: operation({
    method: 'post',
    path: '/test/clock',
    tag: 'test',
    summary: {
      en: 'Move the clock of a test server; answers when everything due was processed',
      zh: '调整测试时钟，到期事项处理完后返回',
    },
    right: PUBLIC,
    body: closed({ set: Type.Optional(Time), advance: Type.Optional(Duration) }),
    answer: { status: 200, schema: closed({ now: Time }) },
    idempotent: false,
    example: { advance: 'PT1H' },
  }),
} as const;
