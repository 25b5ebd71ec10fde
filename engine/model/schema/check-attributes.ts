import { type Problem, type Text, text } from '../problem.ts';
import { problemAt, type XmlAttribute, type XmlElement } from '../xml/xml-element.ts';
import { NAMESPACE, propertyOf, type Schema, type TypeDescriptor } from './schema.ts';

/** Attributes of BPMN and of ours that the element's type does not have, and values that are not of the attribute's type. */
export function checkAttributes(element: XmlElement, type: TypeDescriptor, schema: Schema): Problem[] {
  return element.attributes.flatMap((attribute) => {
    const prefix = PREFIXES.get(attribute.uri === '' ? element.uri : attribute.uri);
    if (prefix === undefined || attribute.local === 'id') return [];
    const property = propertyOf(type, `${prefix}:${attribute.local}`);
    if (!property?.isAttr) {
      const rule = prefix === 'tb' ? 'unknown-extension' : 'unknown-attribute';
      return [problemAt(element, rule, unknown(element, attribute))];
    }
    const expected = expectation(property.type, attribute.value, schema);
    return expected === null ? [] : [problemAt(element, 'invalid-value', invalid(element, attribute, expected))];
  });
}

/** The namespaces whose attributes are known by name; attributes without a prefix are of the namespace of their element. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  [NAMESPACE.bpmn, 'bpmn'],
  [NAMESPACE.tongban, 'tb'],
]);

/** All that xsd:boolean calls one. */
const BOOLEANS: ReadonlySet<string> = new Set(['true', 'false', '1', '0']);

/** What a value should have been; null where it is. */
function expectation(type: string, value: string, schema: Schema): string | null {
  if (type === 'Boolean') return BOOLEANS.has(value.trim()) ? null : 'true | false';
  if (type === 'Integer') return /^-?\d{1,15}$/.test(value) ? null : '0, 1, 2, …';
  const [prefix = '', local = ''] = type.split(':');
  const allowed = schema.packageMap[prefix]?.enumerations?.find(({ name }) => name === local)?.literalValues;
  if (!allowed || allowed.some(({ name }) => name === value)) return null;
  return allowed.map(({ name }) => name).join(' | ');
}

const unknown = (element: XmlElement, { name }: XmlAttribute): Text =>
  text(
    `Expected attributes that <${element.name}> may have, but "${name}" is unknown there.`,
    `<${element.name}> 的属性应为允许的属性，但“${name}”在此处未知。`,
  );

const invalid = (element: XmlElement, { name, value }: XmlAttribute, expected: string): Text =>
  text(
    `Expected ${name} of <${element.name}> to be ${expected}, but it is "${value}".`,
    `<${element.name}> 的 ${name} 应为 ${expected}，但为“${value}”。`,
  );
