import type { Schema } from './schema.ts';

interface Property {
  name: string;
  ns?: { name: string; prefix?: string; localName?: string };
  isAttr?: boolean;
  isMany?: boolean;
}

/** Elements of BPMN20.xsd that the parser's schema takes for attributes. */
const ELEMENTS: readonly (readonly [type: string, property: string])[] = [
  ['bpmn:GlobalScriptTask', 'script'],
  ['bpmn:ParticipantAssociation', 'innerParticipantRef'],
  ['bpmn:ParticipantAssociation', 'outerParticipantRef'],
];

/** Elements that the parser's schema calls by the name of the list they form. */
const RENAMED: readonly (readonly [type: string, from: string, to: string])[] = [
  ['bpmn:ConversationNode', 'messageFlowRefs', 'messageFlowRef'],
  ['bpmn:Participant', 'endPointRefs', 'endPointRef'],
];

/** Makes the parser's schema say what BPMN20.xsd says, where they differ; before a file is read. A second time changes nothing. */
export function correctSchema(schema: Schema): void {
  for (const [type, name] of ELEMENTS) {
    const property = propertyOf(schema, type, name);
    if (property) property.isAttr = false;
  }
  for (const [type, from, to] of RENAMED) {
    const property = propertyOf(schema, type, from);
    if (!property) continue;
    property.name = `bpmn:${to}`;
    property.ns = { name: `bpmn:${to}`, prefix: 'bpmn', localName: to };
  }
  const associations = propertyOf(schema, 'bpmn:Collaboration', 'conversationAssociations');
  if (associations) associations.isMany = true;
}

function propertyOf(schema: Schema, type: string, name: string): Property | undefined {
  const properties: readonly Property[] | undefined = schema.typeMap[type]?.properties;
  return properties?.find((property) => property.name.replace(/^bpmn:/, '') === name);
}
