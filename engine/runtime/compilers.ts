/** How deployed texts become what decisions use. The composition root gives the real ones. */
import type { Form } from '../forms/form.ts';
import type { DecisionGraph } from '../model/decision.ts';
import type { ProcessGraph } from '../model/graph.ts';
import type { Problem } from '../model/problem.ts';

export interface Compilers {
  /** BPMN XML to graphs; problems of severity `error` forbid the deployment. */
  process(xml: string): Promise<{ readonly graphs: readonly ProcessGraph[]; readonly problems: readonly Problem[] }>;
  /** The graphs of a model that was deployed earlier, perhaps under rules that would refuse it now. */
  deployed(xml: string): Promise<readonly ProcessGraph[]>;
  /** DMN XML to decisions; problems of severity `error` forbid the deployment. */
  decisions(xml: string): { readonly graphs: readonly DecisionGraph[]; readonly problems: readonly Problem[] };
  /** The decisions of a file that was deployed earlier, perhaps under rules that would refuse it now. */
  deployedDecisions(xml: string): readonly DecisionGraph[];
  /** Problems of a form-js JSON text; empty when it can be compiled. */
  checkForm(content: string): readonly Problem[];
  /** A form-js JSON text without problems to a form. */
  form(content: string): Form;
}
