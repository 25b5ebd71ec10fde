import { requireStarter } from '../../commands/rights.ts';
import { refuse } from '../../errors.ts';
import type { Binding } from '../../model/graph.ts';
import { type DefinitionRow, findDefinition } from '../../store/read/definitions.ts';
import type { ProcessDefinition } from '../contract/definitions.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { nameIn } from '../names.ts';
import { isOfficial, languageOfReader, type Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { graphOf, startFormOf } from './graph.ts';

/** What a start names, by the one way or the other. */
export interface StartOf {
  readonly definitionId?: string | undefined;
  readonly definitionKey?: string | undefined;
  readonly version?: number | undefined;
  readonly versionTag?: string | undefined;
}

/** The definition a case would be started of. What is wrong with a start is told by the command; here it is only not found. */
export async function startedDefinition({ runtime }: Services, start: StartOf): Promise<string> {
  const { definitionId, definitionKey = '', version, versionTag } = start;
  if (definitionId !== undefined) return definitionId;
  const binding: Binding =
    version !== undefined
      ? { kind: 'version', version }
      : versionTag === undefined
        ? { kind: 'latest' }
        : { kind: 'versionTag', tag: versionTag };
  const found = await runtime.definitions.withLoaded(() => runtime.definitions.resolve(definitionKey, binding, ''));
  return found?.id ?? refuse('not-found', { kind: 'process definition', id: definitionKey });
}

export async function definitionView(
  { runtime }: Services,
  principal: Principal,
  row: DefinitionRow,
): Promise<ProcessDefinition> {
  const graph = await graphOf(runtime, row.id);
  const { id, key, version, versionTag, resourceName, deploymentId, deployedAt, activateAt, suspended, latest } = row;
  return {
    id,
    key,
    version,
    versionTag,
    name: nameIn(languageOfReader(principal), row),
    resourceName,
    deploymentId,
    deployedAt: timeText(deployedAt),
    activateAt: timeTextOrNull(activateAt),
    suspended,
    latest,
    startFormKey: startFormOf(graph),
    startable: !suspended && requireStarter(principal, graph).ok,
  };
}

/** The definition, or 404. Applicants know of what they may start only. */
export async function requireDefinition(
  services: Services,
  principal: Principal,
  id: string,
): Promise<ProcessDefinition> {
  const row = await findDefinition(services.database, id);
  const view = row && (await definitionView(services, principal, row));
  return view && isVisible(principal, view) ? view : refuse('not-found', { kind: 'process definition', id });
}

export const isVisible = (principal: Principal, { startable }: ProcessDefinition): boolean =>
  startable || isOfficial(principal);
