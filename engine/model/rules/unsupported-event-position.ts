import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { definitionsOf } from '../compile/events.ts';
import type { EventKind } from '../graph.ts';
import { flagOf, localName } from '../moddle.ts';
import { text } from '../problem.ts';
import { EVENT_CELLS, type EventCell, type EventPosition } from '../support.ts';
import type { Rule } from './rule.ts';

/** Every event stands where the standard allows its kind, and where that cell runs. */
export const unsupportedEventPosition: Rule = {
  id: 'unsupported-event-position',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        if (!node.type.endsWith('Event')) continue;
        const position = positionOf(draft, node);
        const kind = kindsOf(node).find((each) => !runs(each, position));
        if (kind === undefined) continue;
        report(node.source, illegal(kind, position));
      }
    }
  },
};

const runs = (kind: string, position: EventPosition) => EVENT_CELLS.get(`${kind}/${position}` as EventCell);

const KIND_OF_DEFINITION: Readonly<Record<string, EventKind>> = { compensateEventDefinition: 'compensation' };

/** An event with several definitions is multiple, and each of them must be possible where it stands. */
function kindsOf(node: NodeDraft): readonly string[] {
  const kinds = definitionsOf(node.source).map((definition) => {
    const name = localName(definition);
    return KIND_OF_DEFINITION[name] ?? name.replace('EventDefinition', '');
  });
  if (kinds.length === 0) return ['none'];
  if (kinds.length === 1) return kinds;
  return [flagOf(node.source, 'parallelMultiple') ? 'parallelMultiple' : 'multiple', ...kinds];
}

function positionOf(draft: ProcessDraft, node: NodeDraft): EventPosition {
  switch (node.type) {
    case 'startEvent':
      return startPosition(draft, node);
    case 'boundaryEvent':
      return node.interrupting ? 'B+' : 'B-';
    case 'intermediateCatchEvent':
      return 'C';
    case 'intermediateThrowEvent':
      return 'T';
    default:
      return 'X';
  }
}

function startPosition(draft: ProcessDraft, node: NodeDraft): EventPosition {
  const scope = nodeAt(draft, node.parent);
  if (scope.type === 'process') return 'S';
  if (!scope.triggeredByEvent) return 'N';
  return node.interrupting ? 'E+' : 'E-';
}

const PLACES: Readonly<Record<EventPosition, readonly [string, string]>> = {
  S: ['a start event of a process', '流程的开始事件'],
  N: ['a start event of a sub-process that a token enters', '由令牌进入的子流程的开始事件'],
  'E+': ['an interrupting start event of an event sub-process', '事件子流程的中断型开始事件'],
  'E-': ['a non-interrupting start event of an event sub-process', '事件子流程的非中断型开始事件'],
  C: ['an intermediate catch event', '中间捕获事件'],
  T: ['an intermediate throw event', '中间抛出事件'],
  'B+': ['an interrupting boundary event', '中断型边界事件'],
  'B-': ['a non-interrupting boundary event', '非中断型边界事件'],
  X: ['an end event', '结束事件'],
};

const illegal = (kind: string, position: EventPosition) =>
  text(
    `Expected an event kind that BPMN allows for ${PLACES[position][0]}, but it is "${kind}".`,
    `${PLACES[position][1]}应为 BPMN 允许的类型，但为“${kind}”。`,
  );
