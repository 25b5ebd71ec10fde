/**
 * G9 文书 that the model ties to a step (`tb:issues`): whoever completes the task has it issued, numbered like every other document. So far the receipt
 * for what was taken in (收件凭证). How many documents that were is said by the variable `documentCount`, which materials by the service item.
 */
import { visibleVariables } from '../core/query.ts';
import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { DecideContext } from './command.ts';
import { issue, namedApplicant } from './issue.ts';
import { itemMaterialsOf } from './item-materials.ts';
import type { Progress } from './progress.ts';
import type { TakenTask } from './take-task.ts';

interface Completion {
  readonly taken: TakenTask;
  /** What is handed in with it. */
  readonly variables: Variables;
}

/** Unchanged where the model ties none to the task. */
export function issueOnCompletion(
  progress: Progress,
  { taken: { node, task }, variables }: Completion,
  context: DecideContext,
): Result<Progress> {
  const kind = node.user?.issues;
  if (!kind) return ok(progress);
  const { state } = progress;
  const known = { ...visibleVariables(state, task.element), ...variables };
  const { documentCount } = known;
  const count = typeof documentCount === 'number' ? documentCount : null;
  const taken = itemMaterialsOf(state).filter(({ follows }) => !follows);
  const materials = taken.map(({ name }) => ({ material: name.zh }));
  const issued = issue(
    progress,
    {
      kind,
      params: { count, applicant: namedApplicant(state, known, context), ...(materials.length > 0 && { materials }) },
    },
    context,
  );
  return issued.ok ? ok(issued.value.progress) : issued;
}
