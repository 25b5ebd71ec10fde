/**
 * G9 文书 that the model ties to a step (`tb:issues`): whoever completes the task has it issued, numbered like every other document. The receipt for
 * what was taken in (收件凭证): how many documents that were is said by the variable `documentCount`, which materials by the service item. And the
 * written decision to grant (准予行政许可决定书, 行政许可法 38), where the model says that this completion grants (`tb:issuesWhen`).
 */
import { visibleVariables } from '../core/query.ts';
import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import { type Issuing, issue, namedApplicant } from './issue.ts';
import { itemMaterialsOf } from './item-materials.ts';
import type { Progress } from './progress.ts';
import type { TakenTask } from './take-task.ts';

interface Completion {
  readonly taken: TakenTask;
  /** What is handed in with it. */
  readonly variables: Variables;
}

/** Unchanged where the model ties none to the task, or its condition is not met. A condition that cannot be read refuses with its failure. */
export function issueOnCompletion(
  progress: Progress,
  { taken: { node, task }, variables }: Completion,
  context: DecideContext,
): Result<Progress> {
  const { user } = node;
  if (!user?.issues) return ok(progress);
  const { state } = progress;
  const known = { ...visibleVariables(state, task.element), ...variables };
  const due = isDue(user, known, context);
  if (!due.ok) return due;
  if (!due.value) return ok(progress);
  const applicant = namedApplicant(state, known, context);
  const params = user.issues === 'grant' ? { basis: user.issuesBasis } : takenIn(progress, known);
  const issued = issue(progress, { kind: user.issues, params: { applicant, ...params } }, context);
  return issued.ok ? ok(issued.value.progress) : issued;
}

function isDue({ issuesWhen }: UserTaskSpec, known: Variables, { env }: DecideContext): Result<boolean> {
  if (issuesWhen === undefined) return ok(true);
  const scope = { get: (name: string) => known[name], has: (name: string) => Object.hasOwn(known, name) };
  const outcome = issuesWhen.evaluate(scope, { now: env.now });
  return outcome.ok ? ok(outcome.value === true) : outcome;
}

function takenIn({ state }: Progress, { documentCount }: Variables): Issuing['params'] {
  const count = typeof documentCount === 'number' ? documentCount : null;
  const taken = itemMaterialsOf(state).filter(({ follows }) => !follows);
  const materials = taken.map(({ name }) => ({ material: name.zh }));
  return { count, ...(materials.length > 0 && { materials }) };
}
