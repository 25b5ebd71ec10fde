/**
 * The legal moves of an element instance (BPMN 2.0.2 §13.3.2, Figure 13.2), as far as an instance is alive. An element that never waits
 * goes straight from `entered` to `completed`; `completing` is where an element stands that is done but cannot leave yet.
 */
import type { ElementState } from './state.ts';

const LEGAL: Readonly<Record<ElementState, readonly ElementState[]>> = {
  entered: ['active', 'completing', 'completed', 'terminating', 'terminated'],
  active: ['completing', 'completed', 'terminating', 'terminated'],
  completing: ['completed', 'terminating', 'terminated'],
  completed: [],
  terminating: ['terminated'],
  terminated: [],
};

export function isEnded(state: ElementState): boolean {
  return state === 'completed' || state === 'terminated';
}

/** Throws on a move the table does not list: whoever asked for it has a bug. */
export function assertLegalMove(id: string, from: ElementState, to: ElementState): void {
  if (!LEGAL[from].includes(to)) {
    throw new Error(`Expected a legal move of element instance ${id}, but it is ${from} and cannot become ${to}.`);
  }
}
