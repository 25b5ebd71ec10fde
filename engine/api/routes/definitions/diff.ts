import type { Language } from '../../../errors.ts';
import type { FlowNode, ProcessGraph } from '../../../model/graph.ts';
import type { DefinitionDiff } from '../../contract/definitions.ts';
import { nameIn } from '../../names.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';
import { graphOf } from '../../views/graph.ts';

type Elements = ReadonlyMap<string, Element>;

interface Element {
  readonly elementId: string;
  readonly type: string;
  readonly name: string;
  readonly nameEn?: string;
  /** Everything else that counts, by property, as comparable text. */
  readonly properties: Readonly<Record<string, string>>;
}

export const diffProcessDefinitions: Handler<'diffProcessDefinitions'> = async (
  { params, principal, language },
  services,
) => {
  await requireDefinition(services, principal, params.id);
  await requireDefinition(services, principal, params.otherId);
  const [before, after] = [await graphOf(services.runtime, params.id), await graphOf(services.runtime, params.otherId)];
  return diffGraphs(before, after, language);
};

/** Elements are the same where their id is. */
export function diffGraphs(before: ProcessGraph, after: ProcessGraph, language: Language = 'zh'): DefinitionDiff {
  const old = elementsOf(before);
  const young = elementsOf(after);
  const entry = ({ elementId, type, ...named }: Element) => ({ elementId, type, name: nameIn(language, named) });
  return {
    added: [...young.values()].filter(({ elementId }) => !old.has(elementId)).map(entry),
    removed: [...old.values()].filter(({ elementId }) => !young.has(elementId)).map(entry),
    changed: [...young.values()].flatMap((element) => {
      const properties = changes(old.get(element.elementId), element);
      return properties.length > 0 ? [{ ...entry(element), properties }] : [];
    }),
  };
}

function changes(before: Element | undefined, after: Element): string[] {
  if (!before) return [];
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  return [...names].filter((name) => before.properties[name] !== after.properties[name]);
}

function elementsOf(graph: ProcessGraph): Elements {
  const idOf = (index: number | null): string | undefined => (index === null ? undefined : graph.nodes[index]?.id);
  const flowId = (index: number): string => graph.flows[index]?.id ?? '';
  const nodes = graph.nodes.map((node): [string, Element] => [
    node.id,
    { elementId: node.id, type: node.type, ...namesOf(node), properties: nodeProperties(node, idOf, flowId) },
  ]);
  const flows = graph.flows.map((flow): [string, Element] => [
    flow.id,
    {
      elementId: flow.id,
      type: 'sequenceFlow',
      name: flow.name,
      properties: comparable({
        name: flow.name,
        source: idOf(flow.source),
        target: idOf(flow.target),
        condition: flow.condition,
      }),
    },
  ]);
  return new Map([...nodes, ...flows]);
}

const namesOf = ({ name, nameEn }: FlowNode) => (nameEn === undefined ? { name } : { name, nameEn });

/** Indexes are positions in one graph only: they are compared as the ids they stand for. */
function nodeProperties(
  node: FlowNode,
  idOf: (index: number | null) => string | undefined,
  flowId: (index: number) => string,
): Record<string, string> {
  const {
    index: _index,
    id: _id,
    children: _children,
    starts: _starts,
    eventSubProcesses: _subs,
    boundaries: _boundaries,
    join: _join,
    events,
    ...rest
  } = node;
  return comparable({
    ...rest,
    parent: node.parent < 0 ? undefined : idOf(node.parent),
    incoming: node.incoming.map(flowId).sort(),
    outgoing: node.outgoing.map(flowId).sort(),
    defaultFlow: node.defaultFlow === null ? undefined : flowId(node.defaultFlow),
    attachedTo: idOf(node.attachedTo),
    events: events.map((event) =>
      event.kind === 'compensation' ? { ...event, activity: idOf(event.activity) } : event,
    ),
  });
}

/** Compiled expressions are compared by their text, the parts of fractions by their digits. */
function comparable(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const write = (_key: string, value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && 'source' in value && 'evaluate' in value) return value.source;
    if (typeof value === 'bigint') return String(value);
    return typeof value === 'function' ? undefined : value;
  };
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, JSON.stringify(value ?? null, write)]),
  );
}
