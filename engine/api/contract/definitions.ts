import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { ModelProblem } from './problem.ts';
import { Count, closed, Id, listQuery, nullable, oneOf, page, Text, Time } from './schema.ts';

export const ProcessDefinition = closed({
  id: Id,
  key: Type.String(),
  version: Type.Integer(),
  versionTag: nullable(Type.String()),
  name: Type.String(),
  resourceName: Type.String(),
  deploymentId: Id,
  deployedAt: Time,
  /** When it comes into effect; null once it has. Until then it is not the latest. */
  activateAt: nullable(Time),
  suspended: Type.Boolean(),
  latest: Type.Boolean(),
  startFormKey: nullable(Type.String({ description: 'The form an applicant fills in to start it.' })),
  startable: Type.Boolean({ description: 'The caller may start it.' }),
});
export type ProcessDefinition = Static<typeof ProcessDefinition>;

export const ElementStatistics = closed({
  elementId: Type.String(),
  active: Type.Integer({ minimum: 0, description: 'Open element instances.' }),
  cases: Type.Integer({ minimum: 0, description: 'Open cases that are at it.' }),
  incidents: Count,
  overdue: Count,
  waits: closed({ timer: Count, outside: Count, message: Count }),
  lamps: Type.Object(
    { green: Count, yellow: Count, red: Count, grey: Count },
    { additionalProperties: false, description: 'Of open tasks, as the board has them; blue counts as grey.' },
  ),
});
export type ElementStatistics = Static<typeof ElementStatistics>;

export const DefinitionStatistics = closed({
  definitionId: Id,
  running: Count,
  suspended: Count,
  ended: Count,
  elements: Type.Array(ElementStatistics),
});
export type DefinitionStatistics = Static<typeof DefinitionStatistics>;

const DiffEntry = closed({ elementId: Type.String(), type: Type.String(), name: Type.String() });

export const DefinitionDiff = closed({
  added: Type.Array(DiffEntry),
  removed: Type.Array(DiffEntry),
  changed: Type.Array(
    closed({
      elementId: Type.String(),
      type: Type.String(),
      name: Type.String(),
      properties: Type.Array(Type.String(), { description: 'What differs: `name`, `type`, `incoming`, `condition` …' }),
    }),
  ),
});
export type DefinitionDiff = Static<typeof DefinitionDiff>;

export const DefinitionSoundness = closed({
  definitionId: Id,
  verdict: oneOf(['sound', 'unsound', 'undecided']),
  states: Count,
  limit: Type.Integer({
    minimum: 1,
    description: 'How many states are looked at, at most; beyond it the verdict is `undecided`.',
  }),
  problems: Type.Array(ModelProblem),
});
export type DefinitionSoundness = Static<typeof DefinitionSoundness>;

const tag = 'process-definitions';

export const definitionOperations = {
  listProcessDefinitions: operation({
    method: 'get',
    path: '/process-definitions',
    tag,
    summary: { en: 'Deployed processes', zh: '已部署的流程' },
    right: 'definition.read',
    query: listQuery(
      {
        key: Type.Optional(Id),
        version: Type.Optional(Type.Integer({ minimum: 1 })),
        latest: Type.Optional(Type.Boolean({ description: 'Only the version of each key that is in effect.' })),
        startable: Type.Optional(Type.Boolean({ description: 'Only what the caller may start.' })),
        hasItem: Type.Optional(
          Type.Boolean({ description: 'Only those that a service item in use is bound to, or none.' }),
        ),
        q: Type.Optional(Text(100)),
      },
      ['key'],
    ),
    answer: { status: 200, schema: page(ProcessDefinition) },
  }),
  getProcessDefinition: operation({
    method: 'get',
    path: '/process-definitions/{id}',
    tag,
    summary: { en: 'One deployed process', zh: '流程定义详情' },
    right: 'definition.read',
    answer: { status: 200, schema: ProcessDefinition },
  }),
  getProcessDefinitionXml: operation({
    method: 'get',
    path: '/process-definitions/{id}/xml',
    tag,
    summary: { en: 'The model exactly as it was deployed', zh: '部署时的模型原文' },
    right: 'definition.model',
    answer: { status: 200, type: 'application/xml' },
  }),
  getProcessDefinitionStatistics: operation({
    method: 'get',
    path: '/process-definitions/{id}/statistics',
    tag,
    summary: { en: 'Open tokens, incidents, waits and lamps per element', zh: '各节点的在办数、异常数、等待数与灯色' },
    right: 'definition.figures',
    answer: { status: 200, schema: DefinitionStatistics },
  }),
  diffProcessDefinitions: operation({
    method: 'get',
    path: '/process-definitions/{id}/diff/{otherId}',
    tag,
    summary: {
      en: 'What `otherId` adds, removes and changes against `id`',
      zh: '与另一版本相比新增、删除和修改的元素',
    },
    right: 'definition.model',
    answer: { status: 200, schema: DefinitionDiff },
  }),
  getProcessDefinitionSoundness: operation({
    method: 'get',
    path: '/process-definitions/{id}/soundness',
    tag,
    summary: {
      en: 'Whether every case of it can come to its end, with a run that shows where one cannot',
      zh: '每个办件是否都能办结；不能时给出可复现的步骤',
    },
    right: 'definition.model',
    answer: { status: 200, schema: DefinitionSoundness },
  }),
  suspendProcessDefinition: operation({
    method: 'post',
    path: '/process-definitions/{id}/suspend',
    tag,
    summary: { en: 'No new cases of it may start; running ones go on', zh: '停用：不再受理新件，在办件继续' },
    right: 'definition.deploy',
    answer: { status: 200, schema: ProcessDefinition },
  }),
  activateProcessDefinition: operation({
    method: 'post',
    path: '/process-definitions/{id}/activate',
    tag,
    summary: { en: 'New cases of it may start again', zh: '启用：可以再受理新件' },
    right: 'definition.deploy',
    answer: { status: 200, schema: ProcessDefinition },
  }),
  deleteProcessDefinition: operation({
    method: 'delete',
    path: '/process-definitions/{id}',
    tag,
    summary: {
      en: 'Remove a definition; `cascade`: with its cases, which leaves a certificate: once their retention is over, or, without a retention schedule, after the open ones are cancelled',
      zh: '删除流程定义；cascade 连同办件一并销毁并出具销毁凭证：须保管期满；未设保管期限时先终止在办件',
    },
    right: 'definition.delete',
    query: closed({
      cascade: Type.Optional(Type.Boolean()),
      basis: Type.Optional(Text(500)),
    }),
    answer: { status: 204 },
    problems: ['definition-in-use', 'definition-retained', 'deletion-basis-missing'],
  }),
} as const;
