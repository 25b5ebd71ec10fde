/** What may happen next where everything waits: whoever works on something is done, an event comes. */
import type { FlowNode } from '../model/graph.ts';
import { comesFromOutside, mayFail } from './handlers.ts';
import { leave } from './leave.ts';
import { branch, endWith, moving } from './moving.ts';
import { type Action, type Caught, COMPLETE, INCIDENT, type Moving, type Net } from './net.ts';
import { isActivity } from './nodes.ts';
import { type Marking, take } from './places.ts';
import { canComeAgain } from './remembering.ts';

export interface Step {
  readonly action: Action;
  readonly ways: readonly Moving[];
}

/** All steps from a state at rest, those of one place together: different places do not take anything from each other. */
export function* stepGroups(net: Net, marking: Marking): Generator<readonly Step[]> {
  let last = -1;
  for (const place of marking) {
    if (!net.places.isToken(place)) break;
    if (place !== last) yield stepsAt(net, marking, place);
    last = place;
  }
  yield beginSteps(net, marking);
}

function stepsAt(net: Net, marking: Marking, place: number): Step[] {
  const entry = net.places.blockOf(place);
  if (entry !== null) return blockSteps(net, marking, entry);
  const index = net.places.nodeOf(place);
  if (index === null) return [];
  const node = net.node(index);
  return [
    ...ownSteps(net, marking, node),
    ...node.boundaries.flatMap((each) => boundarySteps(net, marking, net.node(each))),
  ];
}

function blockSteps(net: Net, marking: Marking, entry: number): Step[] {
  const block = net.blocks.get(entry);
  if (!block || block.exit === null) return [];
  const it = without(marking, net.places.block(entry));
  it.queue.push({ flow: block.exit });
  return [{ action: { kind: 'block', block }, ways: [it] }];
}

function ownSteps(net: Net, marking: Marking, node: FlowNode): Step[] {
  const place = net.places.node(node.index);
  if (node.type === 'eventBasedGateway') {
    return node.outgoing.map((flow) => {
      const it = without(marking, place);
      it.trace.push({ node: node.index, flows: [flow] });
      const event = net.target(flow);
      return { action: { kind: 'event', node: event.index, at: node.index }, ways: leave(net, it, event) };
    });
  }
  return exitsOf(net, node).flatMap((exit) => exitSteps(net, without(marking, place), node, exit));
}

/** How an activity may be left without an event on its border. */
function exitsOf(net: Net, { index }: FlowNode): number[] {
  const inner = net.inner.get(index);
  if (!inner) return [COMPLETE];
  const outside = inner.mayExits.has(COMPLETE) && !inner.exits.has(COMPLETE) ? [COMPLETE] : [];
  return [...inner.exits, ...outside];
}

function exitSteps(net: Net, it: Moving, node: FlowNode, exit: number): Step[] {
  if (exit === COMPLETE) return completeSteps(net, it, node);
  if (exit === INCIDENT) return [ended(net, it, node, INCIDENT)];
  const handler = net.node(exit);
  if (handler.attachedTo === node.index) return [];
  if (handler.interrupting) return [ended(net, it, node, exit)];
  net.caught.add(exit);
  return [];
}

/** What it always throws has been caught by then, or is now. What is caught further out is told to the scope around this one. */
function completeSteps(net: Net, start: Moving, node: FlowNode): Step[] {
  let ways: readonly Moving[] = [start];
  for (const [handler, caught] of net.inner.get(node.index)?.caught ?? []) {
    if (node.boundaries.includes(handler)) ways = ways.flatMap((it) => caughtByEnd(net, it, net.node(handler), caught));
    else {
      net.caught.add(handler);
      if (caught.always) for (const it of ways) it.trace.push({ node: handler, flows: null });
    }
  }
  if (ways.length === 0) return [];
  return [{ action: { kind: 'complete', node: node.index }, ways: ways.flatMap((it) => leave(net, it, node)) }];
}

/** The ways by which the event on the border has happened when the activity is completed. */
function caughtByEnd(net: Net, it: Moving, handler: FlowNode, { always, atOpening, atEnd }: Caught): Moving[] {
  const flag = net.places.happened(handler.index);
  const hasHappened = it.tokens.includes(flag);
  if (hasHappened) take(it.tokens, flag);
  if (atOpening || hasHappened) return [it];
  const thrown = atEnd ? leave(net, branch(it), handler) : [];
  return always ? thrown : [it, ...thrown];
}

/** The handler lies further out: everything in this scope ends with it. */
function ended(net: Net, it: Moving, node: FlowNode, exit: number): Step {
  net.exits.add(exit);
  it.trace.push({ node: node.index, flows: [] });
  if (exit >= 0) it.trace.push({ node: exit, flows: null });
  return { action: { kind: 'complete', node: node.index }, ways: [endWith(it, exit)] };
}

function boundarySteps(net: Net, marking: Marking, event: FlowNode): Step[] {
  const host = net.node(event.attachedTo ?? -1);
  if (!mayHappen(net, host, event)) return [];
  const action: Action = { kind: 'event', node: event.index, at: host.index };
  if (event.interrupting) return [{ action, ways: leave(net, without(marking, net.places.node(host.index)), event) }];
  const flag = net.places.happened(event.index);
  if (marking.includes(flag)) return [];
  const it = moving(marking);
  if (canComeAgain(net, event) || net.inner.get(host.index)?.caught.has(event.index)) it.tokens.push(flag);
  return [{ action, ways: leave(net, it, event) }];
}

/** Whether anything can make the boundary event happen while its activity waits. */
function mayHappen(net: Net, host: FlowNode, event: FlowNode): boolean {
  if (comesFromOutside(event)) return true;
  const inner = net.inner.get(host.index);
  const caught = inner?.caught.get(event.index);
  if (caught) return caught.between && !caught.atOpening;
  if (inner?.exits.has(event.index) || inner?.mayExits.has(event.index)) return true;
  return event.events.some(({ kind }) => {
    if (kind === 'error') return mayFail(host);
    return kind === 'escalation' && (host.type === 'callActivity' || throwsItself(host));
  });
}

const throwsItself = ({ loop }: FlowNode): boolean => loop?.kind === 'multiInstance' && loop.throws.length > 0;

/** Whoever works in an ad-hoc sub-process may begin any activity no flow leads to, here once each. */
function beginSteps(net: Net, marking: Marking): Step[] {
  if (!net.scope.adHoc || marking.includes(net.places.begun(net.scope.index))) return [];
  const inner = net.scope.children.map((index) => net.node(index));
  return inner
    .filter(
      (node) => isActivity(node) && node.incoming.length === 0 && !node.isForCompensation && !node.triggeredByEvent,
    )
    .filter(({ index }) => !marking.includes(net.places.begun(index)))
    .map(({ index }) => ({
      action: { kind: 'begin', node: index },
      ways: [moving([...marking, net.places.begun(index)], [{ node: index }])],
    }));
}

function without(marking: Marking, place: number): Moving {
  const it = moving(marking);
  take(it.tokens, place);
  return it;
}
