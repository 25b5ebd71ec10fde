import type { FlowNode, ProcessGraph } from '../../../engine/model/graph.ts';
import type { Compilers } from '../../../engine/runtime/compilers.ts';

const node = (index: number, id: string, type: FlowNode['type'], more: Partial<FlowNode> = {}): FlowNode => ({
  index,
  id,
  name: id,
  type,
  parent: index === 0 ? -1 : 0,
  incoming: [],
  outgoing: [],
  defaultFlow: null,
  attachedTo: null,
  boundaries: [],
  children: [],
  starts: [],
  eventSubProcesses: [],
  triggeredByEvent: false,
  interrupting: false,
  events: [],
  parallelMultiple: false,
  instantiates: false,
  loop: null,
  startQuantity: 1,
  completionQuantity: 1,
  adHoc: null,
  isForCompensation: false,
  compensatedBy: null,
  declares: [],
  inputs: [],
  outputs: [],
  user: null,
  job: null,
  decision: null,
  script: null,
  call: null,
  join: null,
  activation: null,
  startForm: null,
  lane: null,
  documentation: null,
  ...more,
});

/** A process of one node of each kind the tests index; nothing moves in it by itself. */
function bareGraph(key: string, nodes: readonly FlowNode[] = []): ProcessGraph {
  const all = [node(0, key, 'process'), node(1, 'work', 'userTask'), ...nodes];
  return {
    key,
    name: key,
    versionTag: null,
    historyTtl: null,
    serviceItem: null,
    inboxVariables: [],
    starters: null,
    owners: [],
    published: [],
    nodes: all,
    flows: [],
    byId: new Map(all.map((entry) => [entry.id, entry.index])),
  };
}

/** "Compiles" a text to a bare process of that key: tests of the dispatcher need no model. */
export const bareCompilers: Compilers = {
  process: async (text) => ({ graphs: [bareGraph(text)], problems: [] }),
  deployed: async (text) => [bareGraph(text)],
  decisions: () => ({ graphs: [], problems: [] }),
  deployedDecisions: () => [],
  checkForm: () => [],
  form: () => {
    throw new Error('Expected no form here.');
  },
};
