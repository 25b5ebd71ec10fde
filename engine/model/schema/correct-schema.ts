import type { Schema } from './schema.ts';

/** Makes the parser's schema agree with BPMN20.xsd, for the engine and for the modeler; once per parser. */
export function correctSchema({ typeMap }: Schema): void {
  // The script of a global script task is an element; the schema takes it for an attribute.
  const script = typeMap['bpmn:GlobalScriptTask']?.properties?.find(({ name }) => /^(?:bpmn:)?script$/.test(name));
  if (script) script.isAttr = false;
}
