/**
 * G1 抄送 that the model asks for. They follow the lives of elements and not the verbs of people, so that they are sent whatever way an activity or
 * the case is left: done, refused, returned, jumped over, taken back, interrupted, cancelled.
 */
import type { DomainEvent } from '../../core/events.ts';
import { isEnded } from '../../core/lifecycle.ts';
import type { Copy } from '../../core/notices.ts';
import { visibleScope } from '../../core/query.ts';
import type { ElementInstance, InstanceState } from '../../core/state.ts';
import { type Failure, fail, ok, type Result } from '../../errors.ts';
import type { CopySpec, FlowNode, ProcessGraph } from '../../model/graph.ts';
import { evaluateList, evaluateText, type Surroundings } from '../../people/evaluate.ts';
import type { DecideContext } from '../command.ts';
import { noticesOf, written } from './notice.ts';

export interface Movement {
  readonly before: InstanceState | null;
  readonly after: InstanceState;
  /** What happened in between. */
  readonly events: readonly DomainEvent[];
}

/** The copies to be sent for what happened; one that cannot be sent is a line in the journal, because nothing waits for it. */
export function copiesFor(movement: Movement, context: DecideContext): DomainEvent[] {
  const graphs = movement.after.definitions.map((id) => context.definitions.byId(id).graph);
  if (!graphs.some(hasCopies)) return [];
  const sent: DomainEvent[] = [];
  const elements = new Map<string, ElementInstance>();
  for (const event of movement.events) {
    if (event.type === 'elementEntered') elements.set(event.element.id, event.element);
    const passage = passageOf(event, (id) => elements.get(id) ?? movement.before?.elements[id]);
    const node = passage && graphs[passage.element.def]?.nodes[passage.element.node];
    for (const spec of node?.copies ?? []) {
      const fits = spec.when === passage?.when || (spec.when === 'end' && passage?.when === 'completion');
      if (passage && node && fits)
        sent.push(...send({ movement, element: passage.element, node, spec, sent }, context));
    }
  }
  return sent;
}

const known = new WeakMap<ProcessGraph, boolean>();

function hasCopies(graph: ProcessGraph): boolean {
  const found = known.get(graph) ?? graph.nodes.some(({ copies }) => copies !== undefined);
  known.set(graph, found);
  return found;
}

interface Passage {
  readonly element: ElementInstance;
  readonly when: 'entry' | 'completion';
}

/** A loop counts as one: its items are passed over. */
function passageOf(event: DomainEvent, find: (id: string) => ElementInstance | undefined): Passage | undefined {
  if (event.type !== 'elementEntered' && !(event.type === 'elementMoved' && isEnded(event.to))) return undefined;
  const element = event.type === 'elementEntered' ? event.element : find(event.id);
  if (!element || element.item !== undefined) return undefined;
  return { element, when: event.type === 'elementEntered' ? 'entry' : 'completion' };
}

interface Sending {
  readonly movement: Movement;
  readonly element: ElementInstance;
  readonly node: FlowNode;
  readonly spec: CopySpec;
  /** In the same step, before this one. */
  readonly sent: readonly DomainEvent[];
}

function send(sending: Sending, context: DecideContext): DomainEvent[] {
  const { node, spec } = sending;
  const content = contentOf(sending, context);
  if (!content.ok) return [failed(node, content.failure)];
  const { readers, text } = content.value;
  return readers.map((reader) => {
    const to = `user:${reader}`;
    const unread = spec.merges ? unreadCopy(sending, to) : undefined;
    if (unread) return written('repeated', { ...unread, repeats: (unread.repeats ?? 0) + 1 });
    const { id, now } = { id: context.env.newId(), now: context.env.now };
    const { fields, when } = spec;
    return written('sent', { kind: 'copy', id, by: 'system', at: now, element: node.id, to, text, when, fields });
  });
}

const failed = ({ id: node }: FlowNode, { code, params }: Failure): DomainEvent => ({
  type: 'copyFailed',
  node,
  code,
  params,
});

/** One that lies there with the same reader about the same thing. */
function unreadCopy({ movement, node, spec, sent }: Sending, to: string): Copy | undefined {
  const now = sent.flatMap((event) =>
    event.type === 'noticeWritten' && event.notice.kind === 'copy' ? [event.notice] : [],
  );
  return [...now.reverse(), ...noticesOf(movement.after, 'copy')].find(
    (copy) =>
      copy.to === to &&
      copy.element === node.id &&
      copy.when === spec.when &&
      copy.readAt === undefined &&
      copy.recalledAt === undefined,
  );
}

interface Content {
  readonly readers: readonly string[];
  readonly text: string;
}

/** Groups are told as the people they have now, so that each has a receipt of his own. */
function contentOf(sending: Sending, { env, organisation }: DecideContext): Result<Content> {
  const { movement, spec, node } = sending;
  const surroundings = surroundingsOf(sending, env.now);
  const users = evaluateList(spec.users, surroundings);
  if (!users.ok) return users;
  const groups = evaluateList(spec.groups, surroundings);
  if (!groups.ok) return groups;
  const text = evaluateText(spec.text, surroundings);
  if (!text.ok) return text;
  const chart = organisation.at(env.now);
  const members = groups.value.flatMap((group) => chart.members({ group }));
  const applicant = spec.applicant && movement.after.initiator !== null ? [movement.after.initiator] : [];
  const readers = [...new Set([...users.value, ...members, ...applicant])];
  const unknown = readers.find((reader) => chart.version > 0 && !chart.person(reader));
  if (unknown !== undefined) return fail('user-unknown', { user: unknown });
  if (readers.length === 0) return fail('copy-nobody', { elementId: node.id });
  return ok({ readers, text: text.value ?? '' });
}

/** An element that has gone is seen from what still encloses it. */
function surroundingsOf({ movement: { before, after }, element }: Sending, now: number): Surroundings {
  let at: ElementInstance | undefined = element;
  while (at && !after.elements[at.id]) {
    const { parent }: ElementInstance = at;
    at = parent === null ? undefined : (after.elements[parent] ?? before?.elements[parent]);
  }
  return { scope: visibleScope(after, at?.id ?? after.root), now };
}
