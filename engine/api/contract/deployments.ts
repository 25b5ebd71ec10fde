import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { ModelProblem } from './problem.ts';
import { closed, Id, listQuery, Name, nullable, oneOf, page, Text, Time } from './schema.ts';

const DEPLOYMENT_BYTES = 20 * 1024 * 1024;

export const DeploymentInput = closed({
  name: Name,
  note: Type.Optional(Text(2000)),
  activateAt: Type.Optional(
    Type.String({
      format: 'date-time',
      description:
        'When the new versions come into effect; before that they are never the latest. A time that has passed means at once. A later deployment of the same keys that is in effect first takes their place.',
    }),
  ),
  resources: Type.Array(
    closed({
      name: Type.String({ pattern: '\\.(bpmn|dmn|form|json)$', minLength: 5, maxLength: 255 }),
      content: Type.String(),
    }),
    { minItems: 1, maxItems: 200 },
  ),
});
export type DeploymentInput = Static<typeof DeploymentInput>;

export const DeployedDefinition = closed({
  id: Id,
  key: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  kind: oneOf(['process', 'decision', 'form']),
  unchanged: Type.Boolean({ description: 'The same content was deployed before: no new version was made.' }),
});

export const DeploymentDone = closed({
  id: Id,
  definitions: Type.Array(DeployedDefinition),
  warnings: Type.Array(ModelProblem),
});
export type DeploymentDone = Static<typeof DeploymentDone>;

export const DeploymentView = closed({
  id: Id,
  name: Type.String(),
  note: nullable(Type.String()),
  deployedBy: Type.String(),
  deployedAt: Time,
});
export type DeploymentView = Static<typeof DeploymentView>;

const tag = 'deployments';
const example = { name: '开办企业', resources: [{ name: 'open-company.bpmn', content: '<?xml version="1.0"?>…' }] };

export const deploymentOperations = {
  deploy: operation({
    method: 'post',
    path: '/deployments',
    tag,
    summary: {
      en: 'Deploy models, decisions and forms, all or nothing',
      zh: '部署流程、决策与表单，要么全部成功要么全部不生效',
    },
    right: 'definition.deploy',
    body: DeploymentInput,
    multipart: true,
    maxBytes: DEPLOYMENT_BYTES,
    answer: { status: 201, schema: DeploymentDone },
    problems: ['deployment-invalid', 'script-right-missing'],
    example,
  }),
  checkDeployment: operation({
    method: 'post',
    path: '/deployments/check',
    tag,
    summary: { en: 'Check models, decisions and forms without deploying', zh: '只检查，不部署' },
    right: 'definition.deploy',
    body: DeploymentInput,
    multipart: true,
    maxBytes: DEPLOYMENT_BYTES,
    answer: { status: 200, schema: closed({ problems: Type.Array(ModelProblem) }) },
    idempotent: false,
    example,
  }),
  listDeployments: operation({
    method: 'get',
    path: '/deployments',
    tag,
    summary: { en: 'Deployments, newest first', zh: '部署记录（新的在前）' },
    right: 'definition.deploy',
    query: listQuery({}, ['-deployedAt']),
    answer: { status: 200, schema: page(DeploymentView) },
  }),
} as const;
