import { refuse } from '../../errors.ts';
import { type DefinitionRow, findDefinition } from '../../store/read/definitions.ts';
import type { Decision } from '../contract/decisions.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import type { Services } from '../services.ts';

export function decisionView(row: DefinitionRow): Decision {
  const { id, key, version, versionTag, name, resourceName, deploymentId, deployedAt, activateAt, latest } = row;
  return {
    id,
    key,
    version,
    versionTag,
    name,
    resourceName,
    deploymentId,
    deployedAt: timeText(deployedAt),
    activateAt: timeTextOrNull(activateAt),
    latest,
  };
}

/** The decision, or 404. */
export async function requireDecision({ database }: Services, id: string): Promise<Decision> {
  const row = await findDefinition(database, id, 'decision');
  return row ? decisionView(row) : refuse('not-found', { kind: 'decision', id });
}
