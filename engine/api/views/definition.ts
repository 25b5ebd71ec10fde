import { requireStarter } from '../../commands/rights.ts';
import { refuse } from '../../errors.ts';
import { type DefinitionRow, findDefinition } from '../../store/read/definitions.ts';
import type { ProcessDefinition } from '../contract/definitions.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { nameIn } from '../names.ts';
import { isOfficial, languageOfReader, type Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { graphOf, startFormOf } from './graph.ts';

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
