/** Random files from what the parser's schema says of BPMN: any type where it may stand, any of its attributes, and what others add. */
import { BpmnModdle } from 'bpmn-moddle';
import fc from 'fast-check';

interface Property {
  readonly name: string;
  readonly ns: { readonly localName: string };
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
  readonly isMany?: boolean;
  readonly isBody?: boolean;
  readonly isVirtual?: boolean;
}

interface Descriptor {
  readonly name: string;
  readonly ns: { readonly localName: string };
  readonly properties: readonly Property[];
  readonly allTypes: readonly { readonly name: string }[];
}

interface Registry {
  readonly typeMap: Readonly<
    Record<string, { readonly isAbstract?: boolean; readonly superClass?: readonly string[] }>
  >;
  getEffectiveDescriptor(type: string): Descriptor;
}

const registry = new BpmnModdle({}).registry as unknown as Registry;
const TYPES = Object.keys(registry.typeMap)
  .filter((name) => name.startsWith('bpmn:') && !registry.typeMap[name]?.isAbstract)
  .map((name) => registry.getEffectiveDescriptor(name));

const subtypes = (type: string): Descriptor[] =>
  TYPES.filter(({ allTypes }) => allTypes.some(({ name }) => name === type));

/** A source of choices: whole numbers below a limit. */
type Choose = (below: number) => number;

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const WORDS = ['审批', 'a &lt; b &amp; c', 'x', '', ' two  spaces ', '&#9;tab', "it's"];

const FOREIGN = [
  '<v:a b="1" v:b="2">one<v:c/>two</v:a>',
  '<w:x xmlns:w="urn:w"><v:y xmlns:v="urn:other" v:z="1"/></w:x>',
  '<plain xmlns="urn:plain"><![CDATA[a < b]]></plain>',
  '<!-- note -->',
  '<bpmn:extensionElements><v:deep/></bpmn:extensionElements>',
];

class Writer {
  private ids = 0;
  readonly choose: Choose;
  constructor(choose: Choose) {
    this.choose = choose;
  }

  pick<T>(all: readonly T[]): T {
    return all[this.choose(all.length)] as T;
  }

  element(type: Descriptor, depth: number): string {
    const attributes = type.properties
      .filter((property) => property.isAttr && !property.isVirtual && (property.name === 'id' || this.choose(3) === 0))
      .map((property) => ` ${property.ns.localName}="${this.value(property)}"`);
    if (this.choose(4) === 0) attributes.push(` v:own="${this.pick(WORDS)}"`);
    const body = type.properties.some(({ isBody }) => isBody) && this.choose(2) === 0 ? this.pick(WORDS) : '';
    const children = depth === 0 ? [] : type.properties.flatMap((property) => this.children(property, depth));
    const foreign = this.choose(5) === 0 ? this.pick(FOREIGN.slice(0, 4)) : '';
    const name = `bpmn:${lower(type.ns.localName)}`;
    return `<${name}${attributes.join('')}>${body}${children.join('')}${foreign}</${name}>`;
  }

  private value({ name, type, isReference }: Property): string {
    if (name === 'id') return `id_${this.ids++}`;
    if (isReference) return this.pick(['it', 'gone', 'tns:it', 'p']);
    if (type === 'Boolean') return this.pick(['true', 'false', '1', '0']);
    if (type === 'Integer') return this.pick(['0', '1', '42']);
    return this.pick(WORDS);
  }

  private children(property: Property, depth: number): string[] {
    const { isAttr, isBody, isVirtual, isReference, type, ns, isMany } = property;
    if (isAttr || isBody || isVirtual || this.choose(4) > 0) return [];
    const many = isMany ? 1 + this.choose(2) : 1;
    return Array.from({ length: many }, () => {
      if (isReference)
        return `<bpmn:${ns.localName}>${this.pick(['it', ' it ', 'gone', 'tns:it'])}</bpmn:${ns.localName}>`;
      if (type === 'bpmn:ExtensionElements')
        return `<bpmn:extensionElements>${this.pick(FOREIGN)}</bpmn:extensionElements>`;
      const types = subtypes(type);
      return types.length === 0 ? '' : this.element(this.pick(types), depth - 1);
    });
  }
}

const HEAD =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor" xmlns:tns="urn:test" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"';

const DRAWING =
  '<bpmndi:BPMNDiagram id="D" resolution="96.5" v:d="1"><bpmndi:BPMNPlane id="P" bpmnElement="p"><bpmndi:BPMNShape id="S" bpmnElement="tns:it" isHorizontal="0" isExpanded="true" bioc:stroke="#000" v:x="1"><dc:Bounds x="1.50" y="2" width="100" height="80"/><bpmndi:BPMNLabel labelStyle="LS"><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNLabel><v:outside/></bpmndi:BPMNShape></bpmndi:BPMNPlane><bpmndi:BPMNLabelStyle id="LS"><dc:Font name="Arial" size="11" isBold="1"/></bpmndi:BPMNLabelStyle></bpmndi:BPMNDiagram>';

/** A file with a task `it` called `Before`, and next to it whatever the choices make of the schema. */
function randomFile(choose: Choose): string {
  const writer = new Writer(choose);
  const some = (type: string, count: number): string =>
    Array.from({ length: count }, () => writer.element(writer.pick(subtypes(type)), 3)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${HEAD} id="defs" targetNamespace="urn:test">
  ${some('bpmn:RootElement', choose(4))}
  <bpmn:process id="p">
    <bpmn:task id="it" name="Before"/>
    ${some('bpmn:FlowElement', choose(5))}
    ${some('bpmn:Artifact', choose(3))}
  </bpmn:process>
  ${DRAWING}
</bpmn:definitions>`;
}

/** Files, from a list of numbers that fast-check can shrink. */
export const anyFile = fc.array(fc.nat(1000), { minLength: 1, maxLength: 300 }).map((numbers) => {
  let at = 0;
  return randomFile((below) =>
    at < numbers.length ? (numbers[at++] as number) % below : at++ % 7 === 0 ? 0 : below - 1,
  );
});
