import { checkSoundness } from '../../../soundness/check-soundness.ts';
import { placeProblems } from '../../../soundness/place-problems.ts';
import { problemsOf } from '../../../soundness/problems.ts';
import { readFile } from '../../../store/definitions.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';
import { graphOf } from '../../views/graph.ts';
import { problemViews } from '../../views/model-problem.ts';

/** Looked at when it is asked for: what is deployed does not change, but the bound of the check may. */
export const getProcessDefinitionSoundness: Handler<'getProcessDefinitionSoundness'> = async (
  { params: { id }, principal, language },
  services,
) => {
  const { resourceName } = await requireDefinition(services, principal, id);
  const graph = await graphOf(services.runtime, id);
  const soundness = checkSoundness(graph);
  const { verdict, states, limit } = soundness;
  const content = (await readFile(services.database, id))?.content ?? '';
  const placed = placeProblems(problemsOf(graph, soundness), content).map((problem) => ({
    ...problem,
    resource: resourceName,
  }));
  const problems = problemViews(placed, [{ name: resourceName, content }], language);
  return { definitionId: id, verdict, states, limit, problems };
};
