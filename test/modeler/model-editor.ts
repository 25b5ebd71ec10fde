import { BpmnModdle } from 'bpmn-moddle';
import { expect } from 'chai';
import { type CompiledModel, compileModel } from '../../engine/model/compile.ts';
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import tongban from '../../engine/model/tongban.moddle.json' with { type: 'json' };
import type { KnownContract } from '../../modeler/contracts/known-contract.ts';
import type { Field } from '../../modeler/properties/field.ts';
import { groupsOf, isList } from '../../modeler/properties/groups.ts';
import type { Change, Create } from '../../modeler/properties/moddle.ts';

const HEAD =
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="urn:test">';

/** A process around some elements, between a start and an end where they are asked for. */
export const model = (body: string, roots = ''): string =>
  `${HEAD}<bpmn:process id="main" isExecutable="true">${body}</bpmn:process>${roots}</bpmn:definitions>`;

/** start → `element` (id `it`) → end. */
export const around = (element: string, roots = ''): string =>
  model(
    `<bpmn:startEvent id="start" />${element}<bpmn:endEvent id="end" />
     <bpmn:sequenceFlow id="in" sourceRef="start" targetRef="it" /><bpmn:sequenceFlow id="out" sourceRef="it" targetRef="end" />`,
    roots,
  );

/** The part of the parser that writes; its types only tell how it reads. */
interface Moddle {
  create(type: string, properties: object): ModdleElement;
  toXML(root: ModdleElement, options: { format: boolean }): Promise<{ xml: string }>;
}

/** A parsed model that is edited by fields as the properties panel does, and read back as the engine does. */
export class ModelEditor {
  /** What is known of departments; none. */
  contracts: readonly KnownContract[] = [];
  private readonly moddle: Moddle;
  private readonly elements: Record<string, ModdleElement>;
  private readonly root: ModdleElement;
  private created = 0;

  private constructor(moddle: Moddle, root: ModdleElement, elements: Record<string, ModdleElement>) {
    this.moddle = moddle;
    this.root = root;
    this.elements = elements;
  }

  static async open(xml: string): Promise<ModelEditor> {
    const moddle = new BpmnModdle({ tb: tongban });
    const { rootElement, elementsById, warnings } = await moddle.fromXML(xml);
    expect(warnings).to.deep.equal([]);
    return new ModelEditor(moddle as unknown as Moddle, rootElement, { ...elementsById });
  }

  element(id: string): ModdleElement {
    const element = this.elements[id];
    if (!element) throw new Error(`Expected an element "${id}", but the model has none.`);
    return element;
  }

  readonly create: Create = (type, properties = {}) => {
    const created = this.moddle.create(type, properties);
    if (created.$instanceOf('bpmn:RootElement')) created.set('id', `New_${++this.created}`);
    return created;
  };

  /** The ids of the fields somebody sees at an element. */
  shown(id: string): string[] {
    const element = this.element(id);
    return groupsOf(element, this.contracts)
      .filter((group) => !isList(group))
      .flatMap(({ fields }) => fields)
      .filter((field) => field.shown?.(element) ?? true)
      .map((field) => field.id);
  }

  field(elementId: string, fieldId: string): Field {
    const fields = groupsOf(this.element(elementId), this.contracts).flatMap(({ fields }) => fields);
    const found = fields.find(({ id }) => id === fieldId);
    if (!found) throw new Error(`Expected a field "${fieldId}" at "${elementId}", but there is none.`);
    return found;
  }

  read(elementId: string, fieldId: string): string | undefined {
    return this.field(elementId, fieldId).read(this.element(elementId));
  }

  /** Answers how to take it back, as the command stack would. */
  write(elementId: string, fieldId: string, value: string | undefined): () => void {
    return this.apply(this.field(elementId, fieldId).write(this.element(elementId), value, this.create));
  }

  apply(changes: readonly Change[]): () => void {
    const undo = changes.map(({ element, properties }) => {
      const before = Object.keys(properties).map((name): [string, unknown] => [name, element.get(name)]);
      for (const [name, value] of Object.entries(properties)) element.set(name, value);
      return () => {
        for (const [name, value] of before) element.set(name, value);
      };
    });
    return () => {
      for (const back of undo.reverse()) back();
    };
  }

  async xml(): Promise<string> {
    return (await this.moddle.toXML(this.root, { format: true })).xml;
  }

  async compile(): Promise<CompiledModel> {
    return compileModel(await this.xml());
  }

  /** The compiled process; a problem that is an error fails the test. */
  async graph(): Promise<ProcessGraph> {
    const { graphs, problems } = await this.compile();
    expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message.en)).to.deep.equal([]);
    return graphs[0] as ProcessGraph;
  }

  async node(id: string): Promise<FlowNode> {
    const graph = await this.graph();
    return graph.nodes[graph.byId.get(id) ?? -1] as FlowNode;
  }
}
