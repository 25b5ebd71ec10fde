/** What a token does where it arrives. Answers the ways it can go on, of which there are several where something is free. */
import type { FlowNode } from '../model/graph.ts';
import { arriveAtJoin } from './arrive-at-join.ts';
import { leave } from './leave.ts';
import { branch } from './moving.ts';
import { type Arrival, type Block, COMPLETE, type Moving, type Net } from './net.ts';
import { isJoin } from './nodes.ts';
import { throwEvents } from './throw-events.ts';

export function arrive(net: Net, it: Moving, arrival: Arrival): Moving[] {
  if ('node' in arrival) return activate(net, it, net.node(arrival.node));
  const { flow } = arrival;
  if (flow === net.stopAt) {
    it.tokens.push(net.places.flow(flow));
    return [it];
  }
  const block = net.blocks.get(flow);
  if (block) return passBlock(net, it, block);
  const node = net.target(flow);
  return isJoin(node) ? arriveAtJoin(net, it, { node, flow, activate }) : activate(net, it, node);
}

function passBlock(net: Net, it: Moving, block: Block): Moving[] {
  const ways: Moving[] = [];
  if (block.waits && block.exit !== null) {
    const waiting = branch(it);
    waiting.tokens.push(net.places.block(block.entry));
    waiting.trace.push({ block, phase: 'enter' });
    ways.push(waiting);
  }
  if (block.instant || block.exit === null) {
    const passing = branch(it);
    passing.trace.push({ block, phase: block.exit === null ? 'enter' : 'instant' });
    if (block.exit !== null) passing.queue.push({ flow: block.exit });
    ways.push(passing);
  }
  return ways;
}

/** The token is in the node. */
function activate(net: Net, it: Moving, node: FlowNode): Moving[] {
  switch (node.type) {
    case 'subProcess':
    case 'transaction':
    case 'adHocSubProcess':
      return isPassed(net, node) ? leaveCaught(net, it, node) : open(net, it, node);
    case 'userTask':
    case 'serviceTask':
    case 'businessRuleTask':
    case 'receiveTask':
    case 'callActivity':
    case 'eventBasedGateway':
      return wait(net, it, node);
    case 'scriptTask':
      return node.script?.language === 'javascript' ? wait(net, it, node) : leave(net, it, node);
    case 'sendTask':
      return node.job ? wait(net, it, node) : leave(net, it, node);
    case 'intermediateCatchEvent':
      return node.events.every(({ kind }) => kind === 'link') ? leave(net, it, node) : wait(net, it, node);
    case 'intermediateThrowEvent':
    case 'endEvent':
      return throwEvents(net, it, node);
    default:
      return node.loop?.kind === 'multiInstance' && node.loop.throws.length > 0
        ? wait(net, it, node)
        : leave(net, it, node);
  }
}

function isPassed(net: Net, { index, loop, boundaries }: FlowNode): boolean {
  const inner = net.inner.get(index);
  if (!inner) return net.node(index).children.length === 0 && net.node(index).type !== 'adHocSubProcess';
  const throws = loop?.kind === 'multiInstance' && loop.throws.length > 0 && boundaries.length > 0;
  const isCertain = [...inner.caught].every(([handler, { always }]) => always && boundaries.includes(handler));
  return inner.instant && isCertain && !throws && [...inner.exits].every((exit) => exit === COMPLETE);
}

/** What it throws in the step that opens it is caught now. */
function open(net: Net, it: Moving, node: FlowNode): Moving[] {
  const thrown = [...(net.inner.get(node.index)?.caught ?? [])].filter(
    ([handler, { atOpening }]) => atOpening && node.boundaries.includes(handler),
  );
  return thrown.reduce(
    (ways, [handler]) => ways.flatMap((way) => leave(net, way, net.node(handler))),
    wait(net, it, node),
  );
}

/** Passed without waiting, with all that it throws on the way. */
function leaveCaught(net: Net, it: Moving, node: FlowNode): Moving[] {
  const handlers = [...(net.inner.get(node.index)?.caught.keys() ?? [])];
  const thrown = handlers.reduce((ways, each) => ways.flatMap((way) => leave(net, way, net.node(each))), [it]);
  return thrown.flatMap((way) => leave(net, way, node));
}

function wait(net: Net, it: Moving, node: FlowNode): Moving[] {
  it.tokens.push(net.places.node(node.index));
  it.trace.push({ node: node.index, flows: null });
  return [it];
}
