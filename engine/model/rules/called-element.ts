import { wordsOf } from '../element-words.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A call activity calls a process or a global task (BPMN 2.0.2 §10.3.6). What it names in its own file must be one; what is not there is deployed elsewhere. */
export const calledElement: Rule = {
  id: 'called-element',
  check({ document, drafts, report }) {
    const calls = drafts.flatMap(({ nodes }) => nodes).filter(({ call }) => call?.calledElement.kind === 'literal');
    if (calls.length === 0) return;
    const others = new Map<string, ModdleElement>();
    for (const element of document.elements) {
      if (element.id && !isCallable(element)) others.set(element.id, element);
    }
    for (const { source, call } of calls) {
      const called = call?.calledElement.kind === 'literal' ? others.get(call.calledElement.text) : undefined;
      if (called) report(source, notCallable(source, called));
    }
  },
};

const isCallable = ({ $type }: ModdleElement): boolean => $type === 'bpmn:Process' || $type.startsWith('bpmn:Global');

const notCallable = ({ id }: ModdleElement, called: ModdleElement) =>
  text(
    `Expected the call activity "${id}" to call a process or a global task, but "${called.id}" is of the type ${wordsOf(called).en}.`,
    `调用活动“${id}”应调用流程或全局任务，但“${called.id}”是${wordsOf(called).zh}。`,
  );
