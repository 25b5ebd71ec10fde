/** The rules of deployment, run in the browser while somebody draws: the same code as on the server. */
import { compileModel } from '../../engine/model/compile.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { placeProblems } from '../../engine/soundness/place-problems.ts';
import { soundnessProblems } from '../../engine/soundness/problems.ts';

/** Fewer states than at deployment, so that nobody who draws has to wait. */
const STATES = 4_000;

export async function checkModel(xml: string): Promise<readonly Problem[]> {
  const { graphs, problems } = await compileModel(xml);
  const found = graphs.flatMap((graph) => soundnessProblems(graph, { states: STATES }));
  return [...problems, ...placeProblems(found, xml)];
}
