import { definitionsOf } from '../compile/events.ts';
import type { BpmnDocument } from '../document.ts';
import { wordsOf } from '../element-words.ts';
import { localName, type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A message flow leads from what sends to what receives, in another pool (BPMN 2.0.2 §7.6.2, §9.4). */
export const messageFlowEnds: Rule = {
  id: 'message-flow-ends',
  check({ document, report }) {
    for (const flow of messageFlows(document)) {
      const source = oneOf(flow, 'sourceRef');
      const target = oneOf(flow, 'targetRef');
      if (!source || !target) continue;
      if (!interacts(source) || NEVER_SENDS.has(localName(source))) report(flow, wrongSource(source));
      else if (isOtherEvent(source)) report(flow, noMessage(source), 'warning');
      if (!interacts(target) || NEVER_RECEIVES.has(localName(target))) report(flow, wrongTarget(target));
      else if (isOtherEvent(target)) report(flow, noMessage(target), 'warning');
      const pool = processOf(source);
      if (pool !== null && pool === processOf(target)) report(flow, samePool);
    }
  },
};

const NEVER_SENDS: ReadonlySet<string> = new Set(['startEvent', 'intermediateCatchEvent', 'boundaryEvent']);
const NEVER_RECEIVES: ReadonlySet<string> = new Set(['endEvent', 'intermediateThrowEvent']);

/** A participant, an activity, an event or a conversation. */
const interacts = (end: ModdleElement): boolean =>
  end.$instanceOf('bpmn:InteractionNode') || end.$instanceOf('bpmn:Activity');

/** An event that no message triggers, and that sends none. */
const isOtherEvent = (end: ModdleElement): boolean =>
  end.$instanceOf('bpmn:Event') && !definitionsOf(end).some(({ $type }) => $type === 'bpmn:MessageEventDefinition');

const messageFlows = (document: BpmnDocument): ModdleElement[] =>
  manyOf(document.definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Collaboration')
    .flatMap((collaboration) => manyOf(collaboration, 'messageFlows'));

function processOf(end: ModdleElement): ModdleElement | null {
  if (end.$type === 'bpmn:Participant') return oneOf(end, 'processRef');
  for (let at: ModdleElement | undefined = end; at; at = at.$parent) if (at.$type === 'bpmn:Process') return at;
  return null;
}

const wrongSource = (source: ModdleElement) =>
  text(
    `Expected a message flow to begin at what sends, but it begins at the ${wordsOf(source).en} "${source.id}".`,
    `消息流应始于发送方，但始于${wordsOf(source).zh}“${source.id}”。`,
  );

const wrongTarget = (target: ModdleElement) =>
  text(
    `Expected a message flow to end at what receives, but it ends at the ${wordsOf(target).en} "${target.id}".`,
    `消息流应止于接收方，但止于${wordsOf(target).zh}“${target.id}”。`,
  );

const noMessage = (event: ModdleElement) =>
  text(
    `Expected a message flow at an event with a message, but the ${wordsOf(event).en} "${event.id}" has none; the flow only describes.`,
    `消息流应连接带消息的事件，但${wordsOf(event).zh}“${event.id}”没有消息；该消息流仅作说明。`,
  );

const samePool = text(
  'Expected a message flow between two pools, but both ends are in one.',
  '消息流应连接两个池，但两端在同一池中。',
);
