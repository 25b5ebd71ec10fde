import { type Language, refuse } from '../../errors.ts';
import { type DefinitionRow, findDefinition } from '../../store/read/definitions.ts';
import type { Decision } from '../contract/decisions.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { nameIn } from '../names.ts';
import type { Services } from '../services.ts';

export function decisionView(row: DefinitionRow, language: Language): Decision {
  const { id, key, version, versionTag, resourceName, deploymentId, deployedAt, activateAt, latest } = row;
  return {
    id,
    key,
    version,
    versionTag,
    name: nameIn(language, row),
    resourceName,
    deploymentId,
    deployedAt: timeText(deployedAt),
    activateAt: timeTextOrNull(activateAt),
    latest,
  };
}

/** The decision, or 404. */
export async function requireDecision({ database }: Services, language: Language, id: string): Promise<Decision> {
  const row = await findDefinition(database, id, 'decision');
  return row ? decisionView(row, language) : refuse('not-found', { kind: 'decision', id });
}
