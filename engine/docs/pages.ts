/** The pages of `docs/` that are made from the tables of the code. */
import { bpmnRulesPage } from './bpmn-rules.ts';
import { bpmnSupportPage } from './bpmn-support.ts';
import { errorsPage } from './errors.ts';

/** Path from the root of the repository → text. */
export const PAGES: ReadonlyMap<string, () => string> = new Map([
  ['docs/bpmn-rules.md', bpmnRulesPage],
  ['docs/bpmn-support.md', bpmnSupportPage],
  ['docs/errors.md', errorsPage],
]);
