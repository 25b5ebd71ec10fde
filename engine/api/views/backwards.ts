import { retrievable } from '../../commands/take-back.ts';
import type { InstanceState } from '../../core/state.ts';
import { backwardsOf } from '../../model/backwards.ts';
import type { TaskRow } from '../../store/read/tasks.ts';
import { isRound } from '../../tasks/allowed-actions.ts';
import type { TaskForm } from '../contract/tasks.ts';
import { nameIn } from '../names.ts';
import { languageOfReader, type Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';
import { judging } from './judging.ts';

interface Subject {
  readonly state: InstanceState;
  readonly row: TaskRow;
}

/** How the task may be left other than forwards. */
export async function backwardsView(
  { runtime }: Services,
  principal: Principal,
  { state, row }: Subject,
): Promise<Pick<TaskForm, 'returnPolicy' | 'jumpTargets' | 'draft' | 'retrievable'>> {
  const graph = await graphOf(runtime, row.definitionId);
  const node = graph.nodes[graph.byId.get(row.elementId) ?? -1];
  const { resubmit, signers, freeFlow } = backwardsOf(node?.user ?? null);
  const nameOf = (id: string): string => {
    const found = graph.nodes[graph.byId.get(id) ?? -1];
    return found ? nameIn(languageOfReader(principal), found) : id;
  };
  const isOpen = state.status === 'active';
  return {
    returnPolicy: { resubmit, signers: node && isRound(node) ? signers : null },
    jumpTargets: freeFlow.map((elementId) => ({ elementId, name: nameOf(elementId) })),
    draft: state.tasks[row.id]?.draft ?? null,
    retrievable:
      isOpen && (await runtime.definitions.withLoaded(() => retrievable(state, row.id, judging(runtime, principal)))),
  };
}
