import { type Problem, type Severity, text } from '../problem.ts';
import { attributeOf, problemAt, type XmlElement } from '../xml/xml-element.ts';
import { checkAttributes } from './check-attributes.ts';
import { checkRequired } from './check-required.ts';
import {
  NAMESPACE,
  type PropertyDescriptor,
  propertyOf,
  type Schema,
  type TypeDescriptor,
  typeName,
  typeOf,
} from './schema.ts';

/**
 * Elements, attributes and text of BPMN and of our extension that nobody knows, each with its place (BPMN 2.0.2 ch. 8 and
 * BPMN20.xsd). Diagrams and the contents of other vendors' extensions are not looked into.
 */
export function checkSchema(root: XmlElement, schema: Schema): Problem[] {
  if (root.uri !== NAMESPACE.bpmn || root.local !== 'definitions') return [notBpmn(root)];
  const check = new SchemaCheck(schema);
  check.run(root);
  return check.problems;
}

/** An author who includes something means it to be read; nothing outside the file is. */
const INCLUSION = 'http://www.w3.org/2001/XInclude';

class SchemaCheck {
  readonly problems: Problem[] = [];
  private readonly schema: Schema;
  private readonly open: { element: XmlElement; type: TypeDescriptor }[] = [];

  constructor(schema: Schema) {
    this.schema = schema;
  }

  run(root: XmlElement): void {
    this.open.push({ element: root, type: this.schema.getEffectiveDescriptor('bpmn:Definitions') });
    for (let at = this.open.pop(); at; at = this.open.pop()) this.checkElement(at.element, at.type);
  }

  private checkElement(element: XmlElement, type: TypeDescriptor): void {
    this.problems.push(...checkAttributes(element, type, this.schema), ...checkRequired(element, type));
    if (element.hasText && !type.bodyProperty) this.report(element, 'unknown-content', strayText(element));
    if (type.name === 'bpmn:Documentation') return;
    const seen = new Set<string>();
    for (const child of element.children) this.checkChild(child, type, seen);
  }

  private checkChild(child: XmlElement, parent: TypeDescriptor, seen: Set<string>): void {
    if (parent.name === 'bpmn:ExtensionElements') this.checkExtension(child);
    else if (child.uri === NAMESPACE.bpmn) this.checkBpmn(child, parent, seen);
    else if (child.uri === NAMESPACE.tongban) this.checkInside(child, parent);
    else if (child.uri !== NAMESPACE.diagram && !isExpression(parent))
      this.report(child, 'unknown-element', outsideExtensions(child), child.uri === INCLUSION ? 'error' : 'warning');
  }

  private checkExtension(child: XmlElement): void {
    if (child.uri === NAMESPACE.bpmn) this.report(child, 'unknown-element', unknownElement(child));
    if (child.uri !== NAMESPACE.tongban) return;
    const type = typeOf(this.schema, typeName('tb', child.local));
    if (type?.allTypes.some(({ name }) => name === 'Element')) this.open.push({ element: child, type });
    else this.report(child, 'unknown-extension', unknownElement(child));
  }

  /** Ours stands in extensions, or in one of ours that consists of it. */
  private checkInside(child: XmlElement, parent: TypeDescriptor): void {
    const type = typeOf(this.schema, typeName('tb', child.local));
    const isPart = parent.properties?.some((property) => !property.isAttr && property.type === type?.name);
    if (type && isPart) this.open.push({ element: child, type });
    else this.report(child, 'unknown-extension', outsideExtensions(child));
  }

  private checkBpmn(child: XmlElement, parent: TypeDescriptor, seen: Set<string>): void {
    const property = this.propertyFor(child, parent);
    if (!property) {
      this.report(child, 'unknown-element', unknownElement(child));
      return;
    }
    if (!property.isMany && seen.has(property.name)) this.report(child, 'repeated-element', repeated(child));
    seen.add(property.name);
    const type = property.isReference ? undefined : this.typeFor(child, property);
    if (type) this.open.push({ element: child, type });
    else for (const inside of child.children) this.report(inside, 'unknown-element', unknownElement(inside));
  }

  /** The property of the parent that an element fills: by its name, else by its type where the schema names no element for it. */
  private propertyFor(child: XmlElement, parent: TypeDescriptor): PropertyDescriptor | undefined {
    const named = propertyOf(parent, `bpmn:${child.local}`);
    if (named && !named.isAttr) return named;
    const type = typeOf(this.schema, typeName('bpmn', child.local));
    return parent.properties?.find(
      (property) =>
        !property.isAttr &&
        !property.isReference &&
        !BY_NAME_ONLY.has(property.ns.name.slice('bpmn:'.length)) &&
        type?.allTypes.some(({ name }) => name === property.type),
    );
  }

  private typeFor(child: XmlElement, property: PropertyDescriptor): TypeDescriptor | undefined {
    const declared = child.attributes.find(({ uri, local }) => uri === NAMESPACE.xsi && local === 'type')?.value;
    if (declared !== undefined) return this.declaredType(child, declared, property);
    const named = property.ns.name === `bpmn:${child.local}`;
    return typeOf(this.schema, named ? property.type : typeName('bpmn', child.local));
  }

  /** `xsi:type="tFormalExpression"`: the types of the schema are those of the specification with a small t in front. */
  private declaredType(child: XmlElement, declared: string, property: PropertyDescriptor): TypeDescriptor | undefined {
    const local = declared.slice(declared.indexOf(':') + 1).replace(/^t(?=[A-Z])/, '');
    const type = typeOf(this.schema, typeName('bpmn', local));
    if (type?.allTypes.some(({ name }) => name === property.type)) return type;
    this.report(child, 'invalid-value', wrongType(child, declared));
    return undefined;
  }

  private report(element: XmlElement, rule: string, message: ReturnType<typeof text>, severity?: Severity): void {
    this.problems.push(problemAt(element, rule, message, severity));
  }
}

/** Elements of BPMN20.xsd that nothing else of their type may stand for: a task in a lane is no partitionElement. */
const BY_NAME_ONLY: ReadonlySet<string> = new Set([
  'activationCondition',
  'childLaneSet',
  'completionCondition',
  'condition',
  'conditionExpression',
  'dataPath',
  'event',
  'from',
  'inputDataItem',
  'loopCardinality',
  'loopCondition',
  'messagePath',
  'outputDataItem',
  'partitionElement',
  'timeCycle',
  'timeDate',
  'timeDuration',
  'to',
  'transformation',
]);

const isExpression = (type: TypeDescriptor): boolean => type.allTypes.some(({ name }) => name === 'bpmn:Expression');

const describeElement = (element: XmlElement): string => {
  const id = attributeOf(element, 'id');
  return id === null ? `<${element.name}>` : `<${element.name} id="${id}">`;
};

const notBpmn = (root: XmlElement): Problem =>
  problemAt(
    root,
    'not-bpmn',
    text(
      `Expected <definitions> of BPMN 2.0 (${NAMESPACE.bpmn}), but the file starts with <${root.name}>.`,
      `文件应以 BPMN 2.0（${NAMESPACE.bpmn}）的 <definitions> 开头，但为 <${root.name}>。`,
    ),
  );

const unknownElement = (element: XmlElement) =>
  text(
    `Expected an element that may stand in <${element.parent?.name}>, but ${describeElement(element)} is unknown there.`,
    `<${element.parent?.name}> 中应为允许的元素，但 ${describeElement(element)} 在此处未知。`,
  );

const outsideExtensions = (element: XmlElement) =>
  text(
    `Expected elements of extensions inside <extensionElements>, but ${describeElement(element)} stands in <${element.parent?.name}>.`,
    `扩展元素应位于 <extensionElements> 内，但 ${describeElement(element)} 位于 <${element.parent?.name}> 中。`,
  );

const repeated = (element: XmlElement) =>
  text(
    `Expected one element of this kind in <${element.parent?.name}>, but ${describeElement(element)} is another.`,
    `<${element.parent?.name}> 中此类元素最多一个，但又出现了 ${describeElement(element)}。`,
  );

const strayText = (element: XmlElement) =>
  text(
    `Expected no text directly in ${describeElement(element)}, but there is some.`,
    `${describeElement(element)} 内不应直接含有文字，但含有。`,
  );

const wrongType = (element: XmlElement, declared: string) =>
  text(
    `Expected xsi:type of <${element.name}> to be a type that fits there, but it is "${declared}".`,
    `<${element.name}> 的 xsi:type 应为此处允许的类型，但为“${declared}”。`,
  );
