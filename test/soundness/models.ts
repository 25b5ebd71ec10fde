/** Random models for soundness: structured ones, structured ones with one mistake, and drawings of any shape, each condition on data of its own. */
import fc from 'fast-check';
import { block, render, renderUndone } from '../property/blocks.ts';
import { drawing, renderDrawing } from '../property/unstructured.ts';

const KINDS = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'];

/** Each condition reads a variable named after its flow, so that no two decide together. */
function withOwnConditions(xml: string): string {
  return xml.replace(
    /(<sequenceFlow id="([^"]+)"[^>]*>\s*<conditionExpression[^>]*>)[^<]*</g,
    (_, before: string, id: string) => `${before}c_${id}<`,
  );
}

interface Timer {
  readonly task: number;
  readonly target: number;
  readonly interrupting: boolean;
}

const timer: fc.Arbitrary<Timer> = fc.record({ task: fc.nat(30), target: fc.nat(30), interrupting: fc.boolean() });

/** A timer on the border of one of the user tasks, which leads to some node of the same scope that a flow may lead to. */
function withTimer(xml: string, { task, target, interrupting }: Timer, id: string): string {
  const scoped = xml.includes('<subProcess') || xml.includes('<transaction');
  const tasks = [...xml.matchAll(/<userTask id="([^"]+)"\s*\/>/g)].map(([, each]) => each as string);
  const targets = [...xml.matchAll(/<(?:userTask|task|\w+Gateway|endEvent) id="([^"]+)"/g)].map(
    ([, each]) => each as string,
  );
  const host = tasks[task % Math.max(1, tasks.length)];
  const to = targets[target % Math.max(1, targets.length)];
  if (host === undefined || to === undefined || scoped) return xml;
  return `${xml}<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}"><timerEventDefinition>
    <timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
    <sequenceFlow id="${id}_${to}" sourceRef="${id}" targetRef="${to}"/>`;
}

/** One gateway without conditions becomes one of another kind. */
function withMistake(xml: string, pick: number, kind: number): string {
  const gateways = [...xml.matchAll(/<(\w+Gateway) id="([^"]+)"\s*\/>/g)];
  const chosen = gateways[pick % Math.max(1, gateways.length)];
  const [whole, , id] = chosen ?? [];
  return whole === undefined ? xml : xml.replace(whole, `<${KINDS[kind % KINDS.length]} id="${id}"/>`);
}

const terminated = (xml: string, yes: boolean) =>
  yes ? xml.replace('<endEvent id="end" />', '<endEvent id="end"><terminateEventDefinition/></endEvent>') : xml;

const timers = fc.array(timer, { maxLength: 2 });

const withTimers = (xml: string, all: readonly Timer[]) =>
  all.reduce((text, each, at) => withTimer(text, each, `b${at}`), xml);

export const structured: fc.Arbitrary<string> = block.map((root) => withOwnConditions(renderUndone(root)));

/** Nothing that undoes anything. */
const withoutUndoing = (xml: string): string =>
  xml.replace(/<boundaryEvent id="on_\w+"[\s\S]*?<\/boundaryEvent>|<userTask id="undo_[^>]*>|<association [^>]*>/g, '');

export const mistaken: fc.Arbitrary<string> = fc
  .tuple(block, fc.nat(30), fc.nat(2), timers, fc.boolean())
  .map(([root, pick, kind, all, ends]) =>
    terminated(withTimers(withMistake(withoutUndoing(withOwnConditions(render(root))), pick, kind), all), ends),
  );

export const drawn: fc.Arbitrary<string> = fc
  .tuple(drawing, timers)
  .map(([nodes, all]) => withTimers(withOwnConditions(renderDrawing(nodes)), all));

const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';

interface Detail {
  readonly task: number;
  readonly target: number;
  readonly kind: number;
}

const detail: fc.Arbitrary<Detail> = fc.record({ task: fc.nat(30), target: fc.nat(30), kind: fc.nat(11) });

interface Inner {
  readonly tag?: string;
  readonly body: string;
  readonly border?: string;
  readonly interrupting?: boolean;
}

const flow = (source: string, target: string, condition = '') =>
  `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${condition}</sequenceFlow>`;
const when = (source: string, target: string) =>
  flow(source, target, `<conditionExpression xsi:type="tFormalExpression">c_${source}_${target}</conditionExpression>`);
const path = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, at) => flow(ids[at] as string, id))
    .join('');

/** A task in a sub-process, which ends as it does or as the event says. */
const either = (id: string, definition: string) =>
  `<startEvent id="${id}s"/><userTask id="${id}u"/><exclusiveGateway id="${id}g" default="${id}g_${id}e"/><endEvent id="${id}e"/>
   <endEvent id="${id}x">${definition}</endEvent>${path(`${id}s`, `${id}u`, `${id}g`, `${id}e`)}${when(`${id}g`, `${id}x`)}`;

/** A task and an escalation in a sub-process, one after the other. */
const thrown = (id: string, isFirst: boolean) => {
  const [first, second] = isFirst ? [`${id}t`, `${id}u`] : [`${id}u`, `${id}t`];
  return `<startEvent id="${id}s"/><userTask id="${id}u"/><intermediateThrowEvent id="${id}t">${ESCALATION}</intermediateThrowEvent>
    <endEvent id="${id}e"/>${path(`${id}s`, first as string, second as string, `${id}e`)}`;
};

const ERROR = '<errorEventDefinition errorRef="error"/>';
const ESCALATION = '<escalationEventDefinition escalationRef="escalation"/>';
const CANCEL = '<cancelEventDefinition/>';

export const DEFINITIONS =
  '<error id="error" errorCode="E"/><escalation id="escalation" escalationCode="X"/><message id="message" name="m"/>';

const forTwo = (id: string) =>
  `<startEvent id="${id}s"/><eventBasedGateway id="${id}g"/><intermediateCatchEvent id="${id}c">${TIMER}</intermediateCatchEvent>
   <intermediateCatchEvent id="${id}d">${TIMER}</intermediateCatchEvent><endEvent id="${id}e"/><endEvent id="${id}x">${ERROR}</endEvent>
   ${path(`${id}s`, `${id}g`, `${id}c`, `${id}e`)}${path(`${id}g`, `${id}d`, `${id}x`)}`;

const besides = (id: string) =>
  `<startEvent id="${id}s"/><parallelGateway id="${id}p"/><userTask id="${id}u"/><userTask id="${id}v"/><endEvent id="${id}e"/>
   <endEvent id="${id}x"><terminateEventDefinition/></endEvent>${path(`${id}s`, `${id}p`, `${id}u`, `${id}e`)}${path(`${id}p`, `${id}v`, `${id}x`)}`;

const INNER: readonly ((id: string) => Inner)[] = [
  (id) => ({ body: either(id, ERROR), border: ERROR }),
  (id) => ({ body: either(id, ESCALATION), border: ESCALATION }),
  (id) => ({ body: either(id, ESCALATION) }),
  (id) => ({ body: thrown(id, true), border: ESCALATION, interrupting: false }),
  (id) => ({ body: thrown(id, false), border: ESCALATION, interrupting: false }),
  (id) => ({ tag: 'transaction', body: either(id, CANCEL), border: CANCEL }),
  (id) => ({ body: forTwo(id), border: ERROR }),
  (id) => ({ body: besides(id) }),
];

/** One of the user tasks becomes something else that is done as one, or gets another way out. */
function withDetail(xml: string, { task, target, kind }: Detail): string {
  const tasks = [...xml.matchAll(/<userTask id="(\w+)" ([^>]*)\/>/g)];
  const targets = [...xml.matchAll(/<(?:userTask|task|\w+Gateway|endEvent) id="(n\d+|end)"/g)].map(
    ([, each]) => each as string,
  );
  const [whole, id, more] = tasks[task % Math.max(1, tasks.length)] ?? [];
  if (whole === undefined || id === undefined || !/^n\d+$/.test(id)) return xml;
  const to = targets[target % targets.length] ?? 'end';
  const inner = INNER[kind]?.(id);
  if (!inner) return xml.replace(whole, simple(kind, { id, more: more ?? '', to }));
  const { tag = 'subProcess', body, border, interrupting = true } = inner;
  const event = border
    ? `<boundaryEvent id="${id}b" attachedToRef="${id}" cancelActivity="${interrupting}">${border}</boundaryEvent>${flow(`${id}b`, to)}`
    : '';
  return xml.replace(whole, `<${tag} id="${id}" ${more}>${body}</${tag}>${event}`);
}

function simple(kind: number, { id, more, to }: { id: string; more: string; to: string }): string {
  if (kind === 8) return `<userTask id="${id}" startQuantity="2" ${more}/>`;
  if (kind === 9) return `<userTask id="${id}" completionQuantity="2" ${more}/>`;
  if (kind === 10) return `<receiveTask id="${id}" messageRef="message" ${more}/>`;
  const link = `<linkEventDefinition name="L${id}"/>`;
  return `<userTask id="${id}" ${more}/><boundaryEvent id="${id}b" attachedToRef="${id}">${TIMER}</boundaryEvent>
    <intermediateThrowEvent id="${id}t">${link}</intermediateThrowEvent><intermediateCatchEvent id="${id}c">${link}</intermediateCatchEvent>
    ${flow(`${id}b`, `${id}t`)}${flow(`${id}c`, to)}`;
}

/** Drawings of any shape with sub-processes that are left by events, links, and quantities. */
export const detailed: fc.Arbitrary<string> = fc
  .tuple(drawing, fc.array(detail, { minLength: 1, maxLength: 3 }))
  .map(([nodes, all]) => all.reduce(withDetail, withOwnConditions(renderDrawing(nodes))));
