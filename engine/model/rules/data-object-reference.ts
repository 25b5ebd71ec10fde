import { type ModdleElement, oneOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A data object reference shows a data object in a state: it names the object and may have a state, and the object alone says what the data is (BPMN 2.0.2
 * §10.4.1). None of it changes how a case runs.
 */
export const dataObjectReference: Rule = {
  id: 'data-object-reference',
  check({ document, report }) {
    for (const element of document.elements) {
      const message = mistake(element, document.written(element, 'dataObjectRef'));
      if (message) report(element, message, 'warning');
    }
  },
};

function mistake(element: ModdleElement, written: string | null): Text | null {
  if (element.$type === 'bpmn:DataObject') return oneOf(element, 'dataState') ? stateOfObject(element) : null;
  if (element.$type !== 'bpmn:DataObjectReference') return null;
  if (written === null && !oneOf(element, 'dataObjectRef')) return withoutObject(element);
  return oneOf(element, 'itemSubjectRef') ? ownDefinition(element) : null;
}

const stateOfObject = ({ id }: ModdleElement) =>
  text(
    `Expected states at references of the data object "${id}", but it has one itself.`,
    `状态应位于数据对象“${id}”的引用上，但其自身带有状态。`,
  );

const withoutObject = ({ id }: ModdleElement) =>
  text(
    `Expected the data object reference "${id}" to have a dataObjectRef, but it has none.`,
    `数据对象引用“${id}”应有 dataObjectRef，但没有。`,
  );

const ownDefinition = ({ id }: ModdleElement) =>
  text(
    `Expected the data object to say what its data is, but the reference "${id}" has an itemSubjectRef.`,
    `数据的定义应由数据对象给出，但引用“${id}”带有 itemSubjectRef。`,
  );
