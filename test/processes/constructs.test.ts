import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import type { EventKind, FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import { processFolders } from './catalogue.ts';

type Find = (graph: ProcessGraph) => readonly FlowNode[];

const has = (node: FlowNode, kind: EventKind): boolean => node.events.some((event) => event.kind === kind);

const boundary =
  (kind: EventKind, interrupting: boolean): Find =>
  ({ nodes }) =>
    nodes.filter((node) => node.type === 'boundaryEvent' && has(node, kind) && node.interrupting === interrupting);

const typed =
  (type: FlowNode['type']): Find =>
  ({ nodes }) =>
    nodes.filter((node) => node.type === type);

const events =
  (type: FlowNode['type'], kind: EventKind): Find =>
  ({ nodes }) =>
    nodes.filter((node) => node.type === type && has(node, kind));

const startOfEventSubProcess =
  (interrupting: boolean): Find =>
  ({ nodes }) =>
    nodes.filter(
      (node) =>
        node.type === 'startEvent' && nodes[node.parent]?.triggeredByEvent && node.interrupting === interrupting,
    );

const cycleTimer: Find = ({ nodes }) =>
  nodes.filter(({ events: all }) => all.some((event) => event.kind === 'timer' && event.timer === 'cycle'));

const multiple =
  (sequential: boolean): Find =>
  ({ nodes }) =>
    nodes.filter(({ loop }) => loop?.kind === 'multiInstance' && loop.sequential === sequential);

const withCompletion: Find = ({ nodes }) =>
  nodes.filter(({ loop }) => loop?.kind === 'multiInstance' && loop.completionCondition !== null);

const splits =
  (type: FlowNode['type']): Find =>
  ({ nodes }) =>
    nodes.filter((node) => node.type === type && node.outgoing.length > 1);

const joins =
  (type: FlowNode['type']): Find =>
  ({ nodes }) =>
    nodes.filter((node) => node.type === type && node.incoming.length > 1);

/** A service that is tried again and then said to have failed: somebody does it. */
const errorAfterRetries: Find = ({ nodes, flows }) =>
  boundary(
    'error',
    true,
  )({ nodes } as ProcessGraph).filter(({ attachedTo, outgoing }) => {
    const next = nodes[flows[outgoing[0] ?? -1]?.target ?? -1];
    return (nodes[attachedTo ?? -1]?.job?.retry.attempts ?? 0) > 1 && leadsToPerson(nodes, flows, next);
  });

function leadsToPerson(
  nodes: ProcessGraph['nodes'],
  flows: ProcessGraph['flows'],
  next: FlowNode | undefined,
): boolean {
  if (next?.type !== 'exclusiveGateway') return next?.type === 'userTask';
  return next.outgoing.some((flow) => nodes[flows[flow]?.target ?? -1]?.type === 'userTask');
}

const boundToVersion: Find = (graph) =>
  typed('callActivity')(graph).filter(
    ({ call }) => call?.binding.kind === 'version' || call?.binding.kind === 'versionTag',
  );

/** What the processes show of BPMN, and where: each row is a construct and the processes it occurs in. */
const CONSTRUCTS: readonly (readonly [string, Find, readonly string[]])[] = [
  [
    'an interrupting timer at a border',
    boundary('timer', true),
    ['ca-intake', 'government-service', 'industry-service', 'ca-deliver', 'city-governance', 'flood-warning'],
  ],
  ['a timer at a border that does not interrupt', boundary('timer', false), ['ca-intake', 'flood-warning']],
  ['a cycle timer', cycleTimer, ['flood-warning']],
  [
    'an event-based gateway',
    typed('eventBasedGateway'),
    ['ca-supplement', 'ca-rating', 'policy-cash-in-direct', 'matching-finance', 'industry-service'],
  ],
  [
    'a message start',
    events('startEvent', 'message'),
    ['ca-intake', 'government-service', 'city-governance', 'street-vending', 'industry-service'],
  ],
  [
    'an intermediate message',
    events('intermediateCatchEvent', 'message'),
    ['ca-supplement', 'pension-transfer', 'policy-cash-in', 'matching-finance'],
  ],
  ['a message at a border', boundary('message', true), ['government-service', 'street-vending']],
  [
    'an escalation at a border, for a dispute beside the work',
    boundary('escalation', false),
    ['city-governance', 'construction-permit', 'government-service'],
  ],
  [
    'an error at a border',
    boundary('error', true),
    ['city-governance', 'policy-cash-in', 'data-sharing-request', 'starting-a-business'],
  ],
  ['an error at a border after retries, then work by hand', errorAfterRetries, ['starting-a-business']],
  [
    'compensation',
    boundary('compensation', true),
    ['starting-a-business', 'government-service', 'policy-cash-in', 'policy-cash-in-direct'],
  ],
  [
    'an inclusive split',
    splits('inclusiveGateway'),
    ['industry-service', 'construction-permit', 'opening-a-restaurant'],
  ],
  ['an inclusive join', joins('inclusiveGateway'), ['industry-service', 'construction-permit', 'opening-a-restaurant']],
  [
    'a parallel split',
    splits('parallelGateway'),
    ['flood-warning', 'policy-cash-in', 'starting-a-business', 'pension-transfer'],
  ],
  [
    'a parallel join',
    joins('parallelGateway'),
    ['flood-warning', 'policy-cash-in', 'starting-a-business', 'pension-transfer'],
  ],
  [
    'parallel instances',
    multiple(false),
    [
      'ca-consult',

      'ca-dispute',
      'starting-a-business',
      'construction-permit',
      'policy-cash-in-direct',
      'matching-finance',
      'flood-warning',
    ],
  ],
  ['a completion condition', withCompletion, ['matching-finance']],
  ['an interrupting event sub-process', startOfEventSubProcess(true), ['government-service', 'city-governance']],
  [
    'an event sub-process that does not interrupt',
    startOfEventSubProcess(false),
    ['government-service', 'city-governance', 'ca-dispute'],
  ],
  ['a signal start', events('startEvent', 'signal'), ['policy-cash-in-direct', 'industry-service', 'flood-warning']],
  ['a signal on the way', events('intermediateThrowEvent', 'signal'), ['starting-a-business', 'construction-permit']],
  ['a signal end', events('endEvent', 'signal'), ['hotline-12345']],
  [
    'a business rule',
    typed('businessRuleTask'),
    [
      'city-governance',
      'street-vending',
      'hotline-12345',
      'flood-warning',
      'opening-a-restaurant',
      'construction-permit',
    ],
  ],
  [
    'a call activity',
    typed('callActivity'),
    ['government-service', 'city-governance', 'street-vending', 'policy-cash-in', 'industry-service', 'ca-intake'],
  ],
  ['a call activity that is bound to a version', boundToVersion, ['ca-intake']],
  ['a conditional event', events('intermediateCatchEvent', 'conditional'), ['city-governance', 'flood-warning']],
  ['a terminate end', events('endEvent', 'terminate'), ['flood-warning', 'ca-dispute', 'rented-home']],
];

describe('BPMN constructs in the processes', () => {
  const graphs = new Map<string, ProcessGraph>();

  before(async () => {
    for (const { name, xml } of processFolders) {
      const [graph] = (await compileModel(xml)).graphs;
      if (graph) graphs.set(name, graph);
    }
  });

  for (const [construct, find, processes] of CONSTRUCTS) {
    it(`should show ${construct} in ${processes.join(', ')}`, () => {
      const without = processes.filter((name) => {
        const graph = graphs.get(name);
        return !graph || find(graph).length === 0;
      });

      expect(without).to.deep.equal([]);
    });
  }
});
