import { flowAt, type NodeDraft, nodeAt } from '../compile/draft.ts';
import { definitionsOf } from '../compile/events.ts';
import { localName } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** An event-based gateway waits for what follows it: at least two catch events or receive tasks that follow nothing else (BPMN 2.0.2 §10.6.6). */
export const eventGatewayTargets: Rule = {
  id: 'event-gateway-targets',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const gateway of draft.nodes.filter(({ type }) => type === 'eventBasedGateway')) {
        if (gateway.outgoing.length < 2) report(gateway.source, tooFew(gateway.id));
        const targets = gateway.outgoing.map((index) => nodeAt(draft, flowAt(draft, index).target));
        for (const target of targets) {
          if (!canBeAwaited(target)) report(target.source, notAwaited(target.id));
          else if (target.incoming.length > 1) report(target.source, alsoEntered(target.id));
        }
        if (mixesMessages(targets)) report(gateway.source, mixed(gateway.id));
      }
    }
  },
};

const AWAITED: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'signalEventDefinition',
  'conditionalEventDefinition',
]);

function canBeAwaited({ type, source, boundaries }: NodeDraft): boolean {
  if (type === 'receiveTask') return boundaries.length === 0;
  return (
    type === 'intermediateCatchEvent' && definitionsOf(source).every((definition) => AWAITED.has(localName(definition)))
  );
}

/** Message events and receive tasks behind one gateway are not allowed together. */
function mixesMessages(targets: readonly NodeDraft[]): boolean {
  const receives = targets.some(({ type }) => type === 'receiveTask');
  return (
    receives &&
    targets.some(({ type, events }) => type !== 'receiveTask' && events.some(({ kind }) => kind === 'message'))
  );
}

const tooFew = (id: string) =>
  text(
    `Expected at least two flows to leave the event-based gateway "${id}", but there are fewer.`,
    `事件网关“${id}”应至少有两条流出，但不足。`,
  );

const notAwaited = (id: string) =>
  text(
    `Expected a message, timer, signal or conditional catch event, or a receive task without boundary events, after an event-based gateway, but "${id}" is none.`,
    `事件网关之后应为消息、定时、信号、条件捕获事件或无边界事件的接收任务，但“${id}”不是。`,
  );

const alsoEntered = (id: string) =>
  text(
    `Expected only the event-based gateway to lead to "${id}", but another flow does too.`,
    `应只有事件网关通向“${id}”，但还有其他流入。`,
  );

const mixed = (id: string) =>
  text(
    `Expected either message events or receive tasks after the event-based gateway "${id}", but there are both.`,
    `事件网关“${id}”之后应为消息事件或接收任务之一，但两者皆有。`,
  );
