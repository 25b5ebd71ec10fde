import { text } from '../model/problem.ts';
import type { XmlElement } from '../model/xml/xml-element.ts';
import type { DmnContext } from './compile/context.ts';
import { attribute, manyOf, nameOf, oneOf } from './compile/xml.ts';
import type { DmnType } from './types.ts';

export type NodeKind = 'inputData' | 'decision' | 'businessKnowledgeModel' | 'decisionService';

/** An element of the requirement graph (DMN 1.3 chapter 6) before its logic is compiled. `requires` are indexes, in document order. */
export interface NodeDraft {
  readonly index: number;
  readonly element: XmlElement;
  readonly kind: NodeKind;
  readonly id: string;
  /** Of its result, as expressions know it. */
  readonly name: string;
  readonly type: DmnType | null;
  readonly requires: readonly number[];
  readonly service: ServiceDraft | null;
}

/** What a decision service answers, and what is given to it; inputs before decisions, which is the order of its parameters. */
export interface ServiceDraft {
  readonly outputs: readonly number[];
  readonly encapsulated: readonly number[];
  readonly inputs: readonly number[];
}

const KINDS: readonly NodeKind[] = ['inputData', 'decision', 'businessKnowledgeModel', 'decisionService'];

/** The requirement graph of a file; references that lead nowhere, and circles, are problems. */
export function readRequirements(root: XmlElement, context: DmnContext): readonly NodeDraft[] {
  const elements = KINDS.flatMap((kind) => manyOf(root, kind).map((element) => ({ kind, element })));
  const indexes = new Map(elements.map(({ element }, index) => [attribute(element, 'id'), index]));
  const namespace = attribute(root, 'namespace') ?? '';
  const find = (reference: XmlElement, kinds: readonly NodeKind[]): number[] => {
    const href = attribute(reference, 'href') ?? '';
    const local = href.startsWith(`${namespace}#`) ? href.slice(namespace.length) : href;
    const index = local.startsWith('#') ? indexes.get(local.slice(1)) : undefined;
    if (index !== undefined && kinds.includes(elements[index]?.kind ?? 'inputData')) return [index];
    context.report('unresolved-reference', reference, unresolved(reference, { href, kinds }));
    return [];
  };
  const drafts = elements.map(({ kind, element }, index): NodeDraft => {
    const service = kind === 'decisionService' ? serviceOf(element, find) : null;
    const requires = service ? [...service.outputs, ...service.encapsulated] : requirementsOf(element, find);
    const variable = oneOf(element, 'variable');
    const id = attribute(element, 'id') ?? '';
    return {
      index,
      element,
      kind,
      id,
      name: nameOf(element),
      type: variable && context.typeOf(variable),
      requires,
      service,
    };
  });
  checkNames(drafts, context);
  return drafts;
}

type Find = (reference: XmlElement, kinds: readonly NodeKind[]) => number[];

function requirementsOf(element: XmlElement, find: Find): number[] {
  return [...manyOf(element, 'informationRequirement'), ...manyOf(element, 'knowledgeRequirement')].flatMap(
    (requirement) => [
      ...manyOf(requirement, 'requiredInput').flatMap((reference) => find(reference, ['inputData'])),
      ...manyOf(requirement, 'requiredDecision').flatMap((reference) => find(reference, ['decision'])),
      ...manyOf(requirement, 'requiredKnowledge').flatMap((reference) =>
        find(reference, ['businessKnowledgeModel', 'decisionService']),
      ),
    ],
  );
}

function serviceOf(element: XmlElement, find: Find): ServiceDraft {
  const decisions = (name: string) => manyOf(element, name).flatMap((reference) => find(reference, ['decision']));
  return {
    outputs: decisions('outputDecision'),
    encapsulated: decisions('encapsulatedDecision'),
    inputs: [
      ...manyOf(element, 'inputData').flatMap((reference) => find(reference, ['inputData'])),
      ...decisions('inputDecision'),
    ],
  };
}

function checkNames(drafts: readonly NodeDraft[], context: DmnContext): void {
  for (const { element, id, name } of drafts) {
    if (id === '') context.report('id-missing', element, withoutId(element.local));
    if (name === '') context.report('name-missing', element, withoutName(element.local));
  }
}

/**
 * The nodes in an order in which each comes after all that it requires (Kahn). Those in a circle, or behind one, are left out and told.
 */
export function inOrder(drafts: readonly NodeDraft[], context: DmnContext): readonly NodeDraft[] {
  const missing = drafts.map(({ requires }) => new Set(requires).size);
  const users = new Map<number, number[]>();
  for (const { index, requires } of drafts) {
    for (const required of new Set(requires)) {
      const known = users.get(required);
      if (known) known.push(index);
      else users.set(required, [index]);
    }
  }
  const order = drafts.filter(({ index }) => missing[index] === 0);
  for (let at = 0; at < order.length; at++) {
    for (const user of users.get(order[at]?.index ?? -1) ?? []) {
      missing[user] = (missing[user] ?? 0) - 1;
      const draft = drafts[user];
      if (draft && missing[user] === 0) order.push(draft);
    }
  }
  const placed = new Set(order);
  for (const draft of drafts)
    if (!placed.has(draft)) context.report('requirement-cycle', draft.element, inCircle(draft.name));
  return order;
}

const unresolved = (reference: XmlElement, { href, kinds }: { href: string; kinds: readonly NodeKind[] }) =>
  text(
    `Expected ${reference.local} to lead to ${kinds.join(' or ')} of this file, but "${href}" does not; other files are not read.`,
    `${reference.local} 应指向本文件中的 ${kinds.join(' 或 ')}，但“${href}”不是；不读取其他文件。`,
  );

const withoutId = (kind: string) =>
  text(`Expected ${kind} to have an id, but it has none.`, `${kind} 应有 id，但没有。`);

const withoutName = (kind: string) =>
  text(`Expected ${kind} to have a name, but it has none.`, `${kind} 应有名称，但没有。`);

const inCircle = (name: string) =>
  text(
    `Expected requirements that end, but "${name}" requires itself, directly or through others.`,
    `依赖关系应有终点，但“${name}”直接或间接依赖自身。`,
  );
