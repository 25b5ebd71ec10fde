import { type Problem, text } from '../../model/problem.ts';
import { attributeOf, problemAt, type XmlElement } from '../../model/xml/xml-element.ts';
import { DMN_VERSIONS, TONGBAN, WITHOUT_MEANING } from '../namespaces.ts';
import { DESCRIPTIONS, ELEMENTS, type ElementShape } from './elements.ts';

/** Elements, attributes and text of DMN that nobody knows, each with its place; extensions of others are told once per namespace. */
export function checkSchema(root: XmlElement): Problem[] {
  if (root.local !== 'definitions' || !DMN_VERSIONS.has(root.uri)) return [notDmn(root)];
  const check = new SchemaCheck(root.uri);
  check.run(root);
  return check.problems;
}

class SchemaCheck {
  readonly problems: Problem[] = [];
  private readonly uri: string;
  private readonly foreign = new Set<string>();

  constructor(uri: string) {
    this.uri = uri;
  }

  run(root: XmlElement): void {
    const open = [root];
    for (let element = open.pop(); element; element = open.pop()) {
      const shape = shapeOf(element.local);
      if (!shape) continue;
      this.attributes(element, shape);
      if (element.hasText && !holdsText(element.local)) this.report(element, 'unknown-content', strayText(element));
      open.push(...this.children(element, shape));
    }
  }

  private attributes(element: XmlElement, { attributes }: ElementShape): void {
    for (const { uri, local, name } of element.attributes) {
      if (uri === '' && attributes.includes(local)) continue;
      if (uri === '') this.report(element, 'unknown-attribute', unknownAttribute(element, name));
      else if (uri !== TONGBAN) this.other(element, uri);
      else if (!EXTENDED[local]?.has(element.local))
        this.report(element, 'unknown-extension', unknownAttribute(element, name));
    }
  }

  private children(element: XmlElement, { children }: ElementShape): XmlElement[] {
    const seen = new Set<string>();
    return element.children.filter((child) => {
      if (child.uri !== this.uri) {
        this.other(child, child.uri);
        return false;
      }
      const many = children.includes(`${child.local}*`);
      if (!many && !children.includes(child.local)) this.report(child, 'unknown-element', unknownElement(child));
      else if (!many && seen.has(child.local)) this.report(child, 'repeated-element', repeated(child));
      seen.add(child.local);
      if (child.local === 'extensionElements') for (const extension of child.children) this.other(child, extension.uri);
      return !DESCRIPTIONS.has(child.local);
    });
  }

  private other(element: XmlElement, uri: string): void {
    if (WITHOUT_MEANING.test(uri) || this.foreign.has(uri)) return;
    this.foreign.add(uri);
    this.problems.push(problemAt(element, 'foreign-extension', noEffect(uri), 'warning'));
  }

  private report(element: XmlElement, rule: string, message: ReturnType<typeof text>): void {
    this.problems.push(problemAt(element, rule, message));
  }
}

/** Where our attributes have a meaning: on what may be deployed under a key of its own, and on what people know by a name. */
const EXTENDED: Readonly<Record<string, ReadonlySet<string>>> = {
  versionTag: new Set(['decision', 'decisionService']),
  nameEn: new Set([
    ...['definitions', 'decision', 'decisionService', 'businessKnowledgeModel'],
    ...['inputData', 'knowledgeSource'],
    ...['input', 'output', 'rule'],
  ]),
};

const shapeOf = (local: string): ElementShape | undefined =>
  Object.hasOwn(ELEMENTS, local) ? ELEMENTS[local] : undefined;

const holdsText = (local: string): boolean => {
  const shape = shapeOf(local);
  return shape !== undefined && shape.attributes.length === 0 && shape.children.length === 0;
};

const describeElement = (element: XmlElement): string => {
  const id = attributeOf(element, 'id');
  return id === null ? `<${element.name}>` : `<${element.name} id="${id}">`;
};

const notDmn = (root: XmlElement): Problem => {
  const versions = [...DMN_VERSIONS.values()].join(', ');
  return problemAt(
    root,
    'not-dmn',
    text(
      `Expected <definitions> of DMN ${versions}, but the file starts with <${root.name}> of "${root.uri}".`,
      `文件应以 DMN ${versions} 的 <definitions> 开头，但为命名空间“${root.uri}”的 <${root.name}>。`,
    ),
  );
};

const unknownElement = (element: XmlElement) =>
  text(
    `Expected an element that may stand in <${element.parent?.name}>, but ${describeElement(element)} is unknown there.`,
    `<${element.parent?.name}> 中应为允许的元素，但 ${describeElement(element)} 在此处未知。`,
  );

const unknownAttribute = (element: XmlElement, name: string) =>
  text(
    `Expected known attributes on ${describeElement(element)}, but "${name}" is none.`,
    `${describeElement(element)} 上应为已知属性，但“${name}”不是。`,
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

const noEffect = (uri: string) =>
  text(
    `Expected extensions of Tongban, but those of the namespace "${uri}" are here and have no effect.`,
    `扩展应属于通办，但此处有命名空间“${uri}”的扩展，它们不起作用。`,
  );
