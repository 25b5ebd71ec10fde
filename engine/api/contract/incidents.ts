import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { DryRunQuery } from './rehearsal.ts';
import { Count, closed, Id, listQuery, nullable, page, Time } from './schema.ts';

export const Incident = closed({
  id: Id,
  instanceId: Id,
  businessKey: nullable(Type.String()),
  definitionKey: Type.String(),
  definitionName: Type.String(),
  elementId: Type.String(),
  elementName: Type.String(),
  elementInstanceId: Id,
  code: Type.String(),
  message: Type.String(),
  since: Time,
});
export type Incident = Static<typeof Incident>;

/** Incidents with one cause: the same code at the same element of the same process. */
export const IncidentGroup = closed({
  definitionKey: Type.String(),
  definitionName: Type.String(),
  elementId: Type.String(),
  elementName: Type.String(),
  code: Type.String(),
  count: Count,
  oldest: Time,
  newest: Time,
});
export type IncidentGroup = Static<typeof IncidentGroup>;

const tag = 'incidents';
const filters = {
  instanceId: Type.Optional(Id),
  definitionKey: Type.Optional(Id),
  definitionId: Type.Optional(Id),
  elementId: Type.Optional(Id),
  code: Type.Optional(Id),
};

export const incidentOperations = {
  listIncidents: operation({
    method: 'get',
    path: '/incidents',
    tag,
    summary: { en: 'Open incidents, by cause', zh: '未解决的异常（按原因排列）' },
    right: 'failure.read',
    query: listQuery(filters, ['cause', '-since']),
    answer: { status: 200, schema: page(Incident) },
  }),
  groupIncidents: operation({
    method: 'get',
    path: '/incidents/groups',
    tag,
    summary: { en: 'How many incidents each cause has', zh: '按原因汇总的异常数' },
    right: 'failure.read',
    answer: { status: 200, schema: closed({ items: Type.Array(IncidentGroup) }) },
  }),
  resolveIncident: operation({
    method: 'post',
    path: '/incidents/{id}/resolve',
    tag,
    summary: { en: 'The cause is gone: try again', zh: '原因已排除，重新执行' },
    right: 'failure.repair',
    query: DryRunQuery,
    rehearsable: true,
    answer: { status: 204 },
  }),
} as const;
