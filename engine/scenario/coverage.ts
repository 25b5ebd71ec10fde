import type { ProcessGraph } from '../model/graph.ts';
import type { ScenarioReport } from './run-scenario.ts';

type Passed = Pick<ScenarioReport, 'events' | 'processes'>;

interface Share {
  readonly covered: number;
  readonly total: number;
  /** BPMN ids that no case passed. */
  readonly missing: readonly string[];
}

export interface Coverage {
  readonly nodes: Share;
  readonly flows: Share;
}

/**
 * Which flow nodes and sequence flows of a process the given cases passed, wherever it ran: as the process of the case or called from
 * another. A flow is passed when a token takes it; a node when it is entered or a token leaves it (boundary events are only left). No token
 * comes to a compensation boundary event: it is passed when what it leads to has undone its activity.
 */
export function measureCoverage(graph: ProcessGraph, cases: readonly Passed[]): Coverage {
  const nodes = new Set<number>();
  const flows = new Set<number>();
  for (const { events, processes } of cases) {
    for (const event of events) {
      if (event.type === 'elementEntered' && processes[event.element.def] === graph.key) nodes.add(event.element.node);
      if (event.type !== 'flowTaken' || processes[event.def] !== graph.key) continue;
      flows.add(event.flow);
      const source = graph.flows[event.flow]?.source;
      if (source !== undefined) nodes.add(source);
    }
  }
  for (const { index, attachedTo, events } of graph.nodes) {
    const undoing = attachedTo === null ? null : graph.nodes[attachedTo]?.compensatedBy;
    if (typeof undoing === 'number' && nodes.has(undoing) && events.some(({ kind }) => kind === 'compensation'))
      nodes.add(index);
  }
  return { nodes: shareOf(graph.nodes.slice(1), nodes), flows: shareOf(graph.flows, flows) };
}

/** `nodes 12 of 14 (86 %), flows 9 of 9 (100 %)` and what is missing. */
export const describeCoverage = ({ nodes, flows }: Coverage): string =>
  `nodes ${shareText(nodes)}, flows ${shareText(flows)}${missingText([...nodes.missing, ...flows.missing])}`;

function shareOf(all: readonly { readonly index: number; readonly id: string }[], seen: ReadonlySet<number>): Share {
  const missing = all.filter(({ index }) => !seen.has(index)).map(({ id }) => id);
  return { covered: all.length - missing.length, total: all.length, missing };
}

const shareText = ({ covered, total }: Share): string =>
  `${covered} of ${total} (${total === 0 ? 100 : Math.floor((100 * covered) / total)} %)`;

const missingText = (missing: readonly string[]): string =>
  missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`;
