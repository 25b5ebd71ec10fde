import { type Text, text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import { type Allowed, type DmnType, SIMPLE_TYPES } from '../types.ts';
import { attribute, isTrue, manyOf, oneOf, textIn } from './xml.ts';

/** Definitions that refer to one another, and components inside components. */
const MAX_DEPTH = 50;

const ANY = SIMPLE_TYPES.get('Any');

/** What compiling types needs of the compilation of the file. */
export interface TypesContext {
  report(rule: string, element: XmlElement, message: Text): void;
  tests(element: XmlElement): Allowed | null;
}

/** The item definitions of a file (DMN 1.3 §7.3.2), each compiled once. */
export class ItemTypes {
  private readonly context: TypesContext;
  private readonly definitions = new Map<string, XmlElement>();
  private readonly known = new Map<string, DmnType | null>();
  private readonly open = new Set<string>();

  constructor(root: XmlElement, context: TypesContext) {
    this.context = context;
    for (const definition of manyOf(root, 'itemDefinition')) {
      const name = attribute(definition, 'name');
      if (name !== null) this.definitions.set(name, definition);
    }
  }

  /** Compiles all of them, so that what is wrong in one that nobody uses is told too. */
  checkAll(): void {
    for (const [name, definition] of this.definitions) this.find(name, definition);
  }

  /** The type of a name; null with a problem at `element` where there is none. */
  find(written: string, element: XmlElement): DmnType | null {
    const name = written.replace(/^feel:/, '');
    const definition = this.definitions.get(written) ?? this.definitions.get(name);
    if (!definition) return this.simple(name, element);
    if (this.open.has(name) || this.open.size >= MAX_DEPTH) {
      this.context.report('type-recursive', element, recursive(name));
      return null;
    }
    const known = this.known.get(name);
    if (known !== undefined) return known;
    this.open.add(name);
    const type = this.compile(definition, name);
    this.open.delete(name);
    this.known.set(name, type);
    return type;
  }

  private simple(name: string, element: XmlElement): DmnType | null {
    const read = SIMPLE_TYPES.get(name);
    if (read) return { kind: 'simple', shown: name, base: name, read, allowed: null };
    this.context.report('type-unknown', element, unknown(name));
    return null;
  }

  private compile(definition: XmlElement, shown: string): DmnType | null {
    const item = this.item(definition, shown);
    return item && isTrue(attribute(definition, 'isCollection')) ? { kind: 'list', shown, item } : item;
  }

  private item(definition: XmlElement, shown: string): DmnType | null {
    const functionItem = oneOf(definition, 'functionItem');
    if (functionItem) this.context.report('unsupported-element', functionItem, functionType);
    const components = manyOf(definition, 'itemComponent');
    const base = components.length > 0 ? this.entries(components, shown) : this.referred(definition, shown);
    const constraint = oneOf(definition, 'allowedValues') ?? oneOf(definition, 'typeConstraint');
    const allowed = constraint && this.context.tests(constraint);
    if (!base || !allowed) return base;
    if (base.kind === 'list')
      return { ...base, item: base.item.kind === 'list' ? base.item : { ...base.item, allowed } };
    return { ...base, allowed };
  }

  private entries(components: readonly XmlElement[], shown: string): DmnType {
    return {
      kind: 'context',
      shown,
      allowed: null,
      components: components.flatMap((component) => {
        const name = attribute(component, 'name') ?? '';
        const type = this.compile(component, name);
        return type ? [{ name, type }] : [];
      }),
    };
  }

  private referred(definition: XmlElement, shown: string): DmnType | null {
    const name = textIn(definition, 'typeRef');
    if (name !== null) return this.find(name, oneOf(definition, 'typeRef') ?? definition);
    return ANY ? { kind: 'simple', shown, base: 'Any', read: ANY, allowed: null } : null;
  }
}

const recursive = (name: string) =>
  text(
    `Expected types that end, but "${name}" refers to itself or ${MAX_DEPTH} definitions refer to one another.`,
    `类型定义应有终点，但“${name}”引用自身，或相互引用超过 ${MAX_DEPTH} 层。`,
  );

const unknown = (name: string) =>
  text(
    `Expected a type of FEEL or an itemDefinition of this file, but there is no "${name}".`,
    `应为 FEEL 类型或本文件中的 itemDefinition，但没有“${name}”。`,
  );

const functionType = text(
  'Expected types of data, but a function type is not checked here.',
  '应为数据类型，但此处为函数类型，目前不校验。',
);
