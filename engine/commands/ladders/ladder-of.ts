/** Which ladder counts: of the step itself, else of its process (`for="steps"`, given to the step when it is compiled), else of its department. */
import type { InstanceState } from '../../core/state.ts';
import type { FlowNode } from '../../model/graph.ts';
import type { RungSpec } from '../../model/ladder.ts';
import { clockRuns, stepId } from '../clocks/clock-runs.ts';
import type { DecideContext } from '../command.ts';
import { placeOf } from '../place.ts';
import { tasksAt } from './rung-people.ts';

type Context = Pick<DecideContext, 'definitions' | 'organisation'>;

/** By the version that was in effect when the clock of the visit started: a later one is for later visits. */
export function ladderOf(state: InstanceState, element: string, context: Context): readonly RungSpec[] {
  const { node } = placeOf(state, element, context.definitions);
  if (node.ladder) return node.ladder;
  if (!node.user?.limit || !context.organisation.hasLadders) return [];
  const department = tasksAt(state, element).find((task) => task.department !== null)?.department;
  const startedAt = clockRuns(state).find(({ id }) => id === stepId(element))?.records[0]?.at;
  if (department == null || startedAt === undefined) return [];
  return context.organisation
    .at(startedAt)
    .ladderOf(department)
    .filter((rung) => admits(node, rung));
}

/** What a deployment refuses in a model, a department does not bring in either. */
function admits({ user }: FlowNode, { action }: RungSpec): boolean {
  if (action === 'pass' || action === 'refuse') return user?.decides !== 'licence' && !user?.fourEyes;
  return action !== 'return' || !user?.operations || user.operations.includes('return');
}
