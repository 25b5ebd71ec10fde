/** How deployed texts become what decisions use. The composition root gives the real ones. */
import type { Form } from '../forms/form.ts';
import type { ProcessGraph } from '../model/graph.ts';
import type { Problem } from '../model/problem.ts';

export interface Compilers {
  /** BPMN XML to graphs; problems of severity `error` forbid the deployment. */
  process(xml: string): Promise<{ readonly graphs: readonly ProcessGraph[]; readonly problems: readonly Problem[] }>;
  /** The graphs of a model that was deployed earlier, perhaps under rules that would refuse it now. */
  deployed(xml: string): Promise<readonly ProcessGraph[]>;
  /** Problems of a form-js JSON text; empty when it can be compiled. */
  checkForm(content: string): readonly Problem[];
  /** A form-js JSON text without problems to a form. */
  form(content: string): Form;
}
