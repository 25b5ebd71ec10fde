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
