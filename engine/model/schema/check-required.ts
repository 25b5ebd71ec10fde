import { type Problem, text } from '../problem.ts';
import { attributeOf, problemAt, type XmlElement } from '../xml/xml-element.ts';
import { NAMESPACE, propertyOf, type TypeDescriptor } from './schema.ts';

/**
 * What an element cannot be without (BPMN20.xsd). Where the same is also told by what the engine needs of an executable process, such as the
 * condition of a conditional event, it is told there.
 */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['bpmn:Definitions', ['targetNamespace']],
  ['bpmn:Import', ['namespace', 'location', 'importType']],
  ['bpmn:Relationship', ['type', 'source', 'target']],
  ['bpmn:Association', ['sourceRef', 'targetRef']],
  ['bpmn:MessageFlow', ['sourceRef', 'targetRef']],
  ['bpmn:ConversationLink', ['sourceRef', 'targetRef']],
  ['bpmn:ParticipantAssociation', ['innerParticipantRef', 'outerParticipantRef']],
  ['bpmn:MessageFlowAssociation', ['innerMessageFlowRef', 'outerMessageFlowRef']],
  ['bpmn:ConversationAssociation', ['innerConversationNodeRef', 'outerConversationNodeRef']],
  ['bpmn:Interface', ['name', 'operation']],
  ['bpmn:Operation', ['name', 'inMessageRef']],
  ['bpmn:Resource', ['name']],
  ['bpmn:ResourceParameterBinding', ['parameterRef', 'expression']],
  ['bpmn:InputOutputSpecification', ['inputSet', 'outputSet']],
]);

/** Nothing runs by it, and files written by hand often go without. */
const HARMLESS: ReadonlySet<string> = new Set(['targetNamespace']);

/** Attributes and child elements that an element must have and does not. */
export function checkRequired(element: XmlElement, type: TypeDescriptor): Problem[] {
  return type.allTypes
    .flatMap(({ name }) => REQUIRED.get(name) ?? [])
    .filter((part) => !has(element, type, part))
    .map((part) =>
      problemAt(
        element,
        'required-content',
        text(
          `Expected <${element.name}${idOf(element)}> to have ${part}, but it has none.`,
          `<${element.name}${idOf(element)}> 应有 ${part}，但没有。`,
        ),
        HARMLESS.has(part) ? 'warning' : 'error',
      ),
    );
}

function has(element: XmlElement, type: TypeDescriptor, part: string): boolean {
  if (propertyOf(type, `bpmn:${part}`)?.isAttr) return (attributeOf(element, part) ?? '').trim() !== '';
  return element.children.some(
    ({ uri, local }) => uri === NAMESPACE.bpmn && (local === part || (part === 'expression' && local === FORMAL)),
  );
}

/** It may stand wherever an expression does. */
const FORMAL = 'formalExpression';

const idOf = (element: XmlElement): string => {
  const id = attributeOf(element, 'id');
  return id === null ? '' : ` id="${id}"`;
};
