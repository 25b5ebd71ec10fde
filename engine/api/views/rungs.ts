import { MEANT } from '../../commands/ladders/reached.ts';
import type { InstanceState, Ladder } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import { basisInOrNull } from '../../law/basis.ts';
import type { FlowNode } from '../../model/graph.ts';
import type { RungSpec } from '../../model/ladder.ts';
import type { CaseRung } from '../contract/clocks.ts';
import { timeText } from '../formats.ts';
import { nameIn } from '../names.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';

/** What comes next on the ladders of a case, the earliest first. */
export async function rungViews(services: Services, language: Language, state: InstanceState): Promise<CaseRung[]> {
  const views: CaseRung[] = [];
  const ladders = Object.values(state.ladders ?? {}).sort((one, other) => atOf(one) - atOf(other));
  for (const { element: id, next } of ladders) {
    const element = state.elements[id];
    if (!element || !next) continue;
    const graph = await graphOf(services.runtime, state.definitions[element.def] ?? '');
    const node = graph.nodes[element.node];
    const rung = node && rungOf(services, node, next.rung);
    if (!node || !rung) continue;
    const isProcess = node.index === 0;
    const elementId = isProcess ? graph.key : node.id;
    views.push({
      at: timeText(next.at),
      elementId,
      name: nameIn(language, isProcess ? graph : node) || elementId,
      taskIds: Object.values(state.tasks).flatMap((task) => (task.element === id ? [task.id] : [])),
      rung: rung.id,
      action: rung.action,
      to: peopleIn(rung),
      basis: basisInOrNull(language, rung.basis, graph.bases),
    });
  }
  return views;
}

/** Of the model, or of the department the step belongs to. */
export const rungOf = ({ runtime }: Services, { ladder }: FlowNode, id: string): RungSpec | undefined =>
  ladder ? ladder.find((rung) => rung.id === id) : runtime.organisation.current.rung(id);

const atOf = ({ next }: Ladder): number => next?.at ?? Number.POSITIVE_INFINITY;

/** In the words of the model: who that is is found out when the time has come. */
export function peopleIn({ to, action }: RungSpec): string[] {
  if (to === null) return [MEANT[action]];
  if (to.kind === 'feel') return [`=${to.expression.source}`];
  return to.text
    .split(/[,，]/)
    .map((name) => name.trim())
    .filter(Boolean);
}
