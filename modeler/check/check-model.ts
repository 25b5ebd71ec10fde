/** The rules of deployment, run in the browser while somebody draws: the same code as on the server. */
import type { Language } from '../../engine/errors.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { ShownProblem } from './shown-problem.ts';

/** Where an element is drawn and what people know it by. */
export type Describe = (id: string) => { drawnId: string | null; name: string };

export const checkModel = async (xml: string): Promise<readonly Problem[]> => (await compileModel(xml)).problems;

export const shownProblem = (problem: Problem, language: Language, describe: Describe): ShownProblem => ({
  rule: problem.rule,
  severity: problem.severity,
  elementId: problem.elementId,
  text: problem.message[language],
  ...placeOf(problem.elementId, describe),
});

/** The same for what the server answered, in the language of the request. */
export const answeredProblem = (
  problem: Pick<Problem, 'rule' | 'severity' | 'elementId'> & { readonly message: string },
  describe: Describe,
): ShownProblem => ({
  rule: problem.rule,
  severity: problem.severity,
  elementId: problem.elementId,
  text: problem.message,
  ...placeOf(problem.elementId, describe),
});

function placeOf(id: string | null, describe: Describe): Pick<ShownProblem, 'drawnId' | 'elementName'> {
  if (id === null) return { drawnId: null, elementName: '' };
  const { drawnId, name } = describe(id);
  return { drawnId, elementName: name };
}
