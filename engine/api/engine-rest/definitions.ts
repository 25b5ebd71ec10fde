/** `/process-definition`: finding and starting. */
import { refuse } from '../../errors.ts';
import type { ProcessDefinition } from '../contract/definitions.ts';
import { callOperation } from './call-operation.ts';
import { present, type RestHandler, type RestRequest, take, textOf } from './request.ts';
import { plainVariables } from './typed-values.ts';

const MOST = 500;

export const listProcessDefinitions: RestHandler = async ({ query, services, ...caller }) => {
  const { key, version, latestVersion, maxResults } = take(query, ['key', 'version', 'latestVersion', 'maxResults']);
  const asked = present({
    key,
    version: version === undefined ? undefined : Number(version),
    latest: latestVersion === 'true' ? true : undefined,
    limit: maxResults === undefined ? MOST : Number(maxResults),
  });
  const { items } = await callOperation('listProcessDefinitions', { query: asked }, caller, services);
  return items.map(definitionView);
};

/** The version of the key that is in effect. */
export const getProcessDefinition: RestHandler = async ({ params, services, ...caller }) => {
  const query = { key: params.key ?? '', latest: true };
  const { items } = await callOperation('listProcessDefinitions', { query }, caller, services);
  const [found] = items;
  return found ? definitionView(found) : refuse('not-found', { kind: 'process', id: params.key ?? '' });
};

const definitionView = (found: ProcessDefinition): Readonly<Record<string, unknown>> => ({
  id: found.id,
  key: found.key,
  name: found.name,
  version: found.version,
  versionTag: found.versionTag,
  resource: found.resourceName,
  deploymentId: found.deploymentId,
  suspended: found.suspended,
  tenantId: null,
});

export const startByKey: RestHandler = (request) => start(request, { definitionKey: request.params.key ?? '' });
export const startById: RestHandler = (request) => start(request, { definitionId: request.params.id ?? '' });

async function start(
  { body, services, ...caller }: RestRequest,
  which: { readonly definitionKey: string } | { readonly definitionId: string },
): Promise<unknown> {
  const { variables, businessKey } = take(body, ['variables', 'businessKey']);
  const input = present({
    ...which,
    businessKey: textOf(businessKey, 'businessKey'),
    variables: plainVariables(variables, 'variables'),
  });
  const started = await callOperation('startProcessInstance', { body: input }, caller, services);
  return {
    links: [],
    id: started.id,
    definitionId: started.definitionId,
    definitionKey: started.definitionKey,
    businessKey: started.businessKey,
    caseInstanceId: null,
    ended: started.endedAt !== null,
    suspended: started.status === 'suspended',
    tenantId: null,
  };
}
