/**
 * G9 文书 that the model ties to a step (`tb:issues`): whoever completes the task has it issued, numbered like every other document. The receipt for
 * what was taken in (收件凭证): how many documents that were is said by the variable `documentCount`, which materials by the service item. And the
 * written decision to grant (准予行政许可决定书, 行政许可法 38), where the model says that this completion grants (`tb:issuesWhen`).
 */
import { visibleVariables } from '../core/query.ts';
import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import { evaluateText, type Surroundings } from '../people/evaluate.ts';
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

/** Unchanged where the model ties none to the task, or its condition is not met. A condition or a basis that cannot be worked out refuses with its failure. */
export function issueOnCompletion(
  progress: Progress,
  { taken: { node, task }, variables }: Completion,
  context: DecideContext,
): Result<Progress> {
  const { user } = node;
  if (!user?.issues) return ok(progress);
  const { state } = progress;
  const known = { ...visibleVariables(state, task.element), ...variables };
  const surroundings = { scope: scopeOf(known), now: context.env.now };
  const due = isDue(user, surroundings);
  if (!due.ok) return due;
  if (!due.value) return ok(progress);
  const applicant = namedApplicant(state, known, context);
  const basis = evaluateText(user.issuesBasis ?? null, surroundings);
  if (!basis.ok) return basis;
  const params = user.issues === 'grant' ? { basis: basis.value ?? undefined } : takenIn(progress, known);
  const issued = issue(progress, { kind: user.issues, params: { applicant, ...params } }, context);
  return issued.ok ? ok(issued.value.progress) : issued;
}

const scopeOf = (known: Variables): Surroundings['scope'] => ({
  get: (name) => known[name],
  has: (name) => Object.hasOwn(known, name),
});

function isDue({ issuesWhen }: UserTaskSpec, { scope, now }: Surroundings): Result<boolean> {
  if (issuesWhen === undefined) return ok(true);
  const outcome = issuesWhen.evaluate(scope, { now });
  return outcome.ok ? ok(outcome.value === true) : outcome;
}

function takenIn({ state }: Progress, { documentCount }: Variables): Issuing['params'] {
  const count = typeof documentCount === 'number' ? documentCount : null;
  const taken = itemMaterialsOf(state).filter(({ follows }) => !follows);
  const materials = taken.map(({ name }) => ({ material: name.zh }));
  return { count, ...(materials.length > 0 && { materials }) };
}
