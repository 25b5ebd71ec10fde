/** `/deployment`, as the desktop modeler and scripts call it. */
import type { DeploymentDone } from '../contract/deployments.ts';
import { readParts } from '../multipart.ts';
import { callOperation } from './call-operation.ts';
import { notSupported, present, type RestHandler, take } from './request.ts';
import { restTime, restTimeOf } from './rest-time.ts';

/** Unchanged files never make a new version here, so what asks for that is fulfilled anyway. */
const FIELDS: ReadonlySet<string> = new Set([
  'deployment-name',
  'deployment-source',
  'deployment-activation-time',
  'deploy-changed-only',
  'enable-duplicate-filtering',
  'tenant-id',
]);

export const createDeployment: RestHandler = async ({ ctx, raw, services, ...caller }) => {
  const { fields, resources, encodings } = await readParts(ctx, raw, { language: caller.language, known: FIELDS });
  if (fields['tenant-id']) notSupported('"tenant-id"');
  const name = fields['deployment-name'] || (resources[0]?.name ?? '');
  const activateAt = restActivation(fields['deployment-activation-time']);
  const body = present({ name, note: fields['deployment-source'], activateAt, resources });
  const done = await callOperation('deploy', { body, encodings }, { ctx, ...caller }, services);
  return {
    links: [],
    id: done.id,
    name,
    source: fields['deployment-source'] ?? null,
    deploymentTime: restTime(services.runtime.clock.now()),
    tenantId: null,
    deployedProcessDefinitions: definitionsOf(done, 'process'),
    deployedDecisionDefinitions: definitionsOf(done, 'decision'),
    deployedCaseDefinitions: null,
    deployedDecisionRequirementsDefinitions: null,
  };
};

/** With or without a colon in the zone. */
const restActivation = (time: string | undefined): string | undefined =>
  time ? time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : undefined;

/** By id; null where nothing new of the kind was deployed. */
function definitionsOf({ id, definitions }: DeploymentDone, kind: 'process' | 'decision'): unknown {
  const found = definitions.filter((each) => each.kind === kind && !each.unchanged);
  if (found.length === 0) return null;
  return Object.fromEntries(
    found.map(({ id: definitionId, key, version, name }) => [
      definitionId,
      { id: definitionId, key, version, name, deploymentId: id, suspended: false, tenantId: null },
    ]),
  );
}

const LIST = 50;

/** The newest ones. A modeler asks for none of them, to see whether somebody answers. */
export const listDeployments: RestHandler = async ({ query, services, ...caller }) => {
  const { maxResults } = take(query, ['maxResults']);
  const limit = maxResults === undefined ? LIST : Number(maxResults);
  const answer = await callOperation('listDeployments', { query: { limit: Math.max(1, limit) } }, caller, services);
  return answer.items.slice(0, limit).map(({ id, name, note, deployedAt }) => ({
    links: [],
    id,
    name,
    source: note,
    deploymentTime: restTimeOf(deployedAt),
    tenantId: null,
  }));
};
