import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { definitionsOf } from '../compile/events.ts';
import { flagOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { isKeyed } from './instantiating.ts';
import type { Rule } from './rule.ts';

/**
 * All of several events can only be waited for where each of them waits: an error has its effect at once or never. At the start of a process
 * they must all reach the same case, so they are messages with a key.
 */
export const parallelMultiple: Rule = {
  id: 'parallel-multiple',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter((each) => each.parallelMultiple && each.type.endsWith('Event'))) {
        const message = mistake(draft, node);
        if (message) report(node.source, message);
      }
      for (const node of draft.nodes) if (isAllOfOne(node)) report(node.source, onlyOne(node.id), 'warning');
    }
  },
};

/** The attribute only means something for several events. */
const isAllOfOne = ({ source, type }: NodeDraft): boolean =>
  type.endsWith('Event') && flagOf(source, 'parallelMultiple') && definitionsOf(source).length < 2;

const WAITED: ReadonlySet<string> = new Set(['message', 'timer', 'signal', 'conditional']);

function mistake(draft: ProcessDraft, node: NodeDraft): Text | null {
  if (node.events.some(({ kind }) => !WAITED.has(kind))) return notWaited(node.id);
  if (followsGateway(draft, node)) return behindGateway(node.id);
  const opensCase = node.type === 'startEvent' && nodeAt(draft, node.parent).type === 'process';
  return opensCase && !node.events.every(isKeyed) ? withoutKey(node.id) : null;
}

function followsGateway(draft: ProcessDraft, node: NodeDraft): boolean {
  return node.incoming.some((flow) => nodeAt(draft, flowAt(draft, flow).source).type === 'eventBasedGateway');
}

const onlyOne = (id: string) =>
  text(
    `Expected two or more events at "${id}", as it has parallelMultiple="true", but there are fewer.`,
    `“${id}”带有 parallelMultiple="true"，应有两个或更多事件，但不足。`,
  );

const notWaited = (id: string) =>
  text(
    `Expected messages, timers, signals and conditions where all must happen, but "${id}" has something else.`,
    `须全部发生的事件应为消息、定时、信号或条件，但“${id}”含有其他类型。`,
  );

const behindGateway = (id: string) =>
  text(
    `Expected one event, or one of several, after an event-based gateway, but "${id}" waits for all of several.`,
    `事件网关之后应等待单个事件或其中之一，但“${id}”等待全部事件。`,
  );

const withoutKey = (id: string) =>
  text(
    `Expected messages with tb:correlationKey at "${id}", so that all reach the same case, but there is something else.`,
    `“${id}”应为带 tb:correlationKey 的消息，以便都到达同一办件，但并非如此。`,
  );
