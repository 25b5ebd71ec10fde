/** Which variables an expression at an element may read: what is declared around it and what is written before it is reached. */
import { extensionsOf, type ModdleElement, manyOf, oneOf, textOf } from '../../engine/model/moddle.ts';

/** Names of the fields of a form; empty where it is not known. */
export type FieldsOf = (formKey: string) => readonly string[];

/** In alphabetical order. At a flow, what is known when its source is done. */
export function namesAt(element: ModdleElement, fieldsOf: FieldsOf): string[] {
  const owner = ownerOf(element);
  const before = owner.$type === 'bpmn:SequenceFlow' ? withEarlier(oneOf(owner, 'sourceRef')) : withEarlier(owner);
  const around = scopesOf(owner);
  const found = [
    ...[...before].flatMap((node) => writtenBy(node, fieldsOf)),
    ...around.flatMap((scope) => [
      ...declaredIn(scope),
      ...itemOf(scope),
      ...[...withEarlier(scope)].flatMap((node) => writtenBy(node, fieldsOf)),
    ]),
    ...itemOf(owner),
  ];
  return [...new Set(found)].sort();
}

/** An expression may stand deep inside: the flow element it belongs to. */
function ownerOf(element: ModdleElement): ModdleElement {
  let at: ModdleElement | undefined = element;
  while (at && !at.$instanceOf('bpmn:FlowElement') && !at.$instanceOf('bpmn:Process')) at = at.$parent;
  return at ?? element;
}

function scopesOf(element: ModdleElement): ModdleElement[] {
  const found: ModdleElement[] = [];
  for (let at = element.$parent; at; at = at.$parent) {
    if (at.$instanceOf('bpmn:FlowElementsContainer')) found.push(at);
  }
  return found;
}

/** What leads to it and itself, also by the activity that an event is attached to. */
function withEarlier(element: ModdleElement | null): Set<ModdleElement> {
  const found = new Set<ModdleElement>();
  const open = element ? [element] : [];
  for (let at = open.pop(); at; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const host = oneOf(at, 'attachedToRef');
    const sources = manyOf(at, 'incoming').flatMap((flow) => oneOf(flow, 'sourceRef') ?? []);
    open.push(...sources, ...(host ? [host] : []));
  }
  return found;
}

function writtenBy(node: ModdleElement, fieldsOf: FieldsOf): string[] {
  const outputs = extensionsOf(node).filter(({ $type }) => $type === 'tb:Output');
  const mapped = outputs.flatMap((output) => textOf(output, 'target') ?? []);
  const form = textOf(node, 'tb:form');
  const said = [
    textOf(node, 'tb:resultVariable'),
    ...manyOf(node, 'eventDefinitions').map((event) => textOf(event, 'tb:codeVariable')),
  ];
  const decided = node.$type === 'bpmn:UserTask' ? ['outcome', 'outcomes'] : [];
  const fields = outputs.length > 0 || form === null ? [] : fieldsOf(form);
  return [...mapped, ...said.flatMap((name) => name ?? []), ...(outputs.length > 0 ? [] : decided), ...fields];
}

const declaredIn = (scope: ModdleElement): string[] =>
  [
    ...manyOf(scope, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObject'),
    ...manyOf(scope, 'properties').filter(({ $type }) => $type === 'bpmn:Property'),
  ].flatMap((declared) => textOf(declared, 'name') ?? declared.id ?? []);

/** What a multi-instance activity calls the item at hand. */
function itemOf(element: ModdleElement): string[] {
  const loop = oneOf(element, 'loopCharacteristics');
  if (!loop) return [];
  const item = textOf(loop, 'tb:elementVariable') ?? textOf(oneOf(loop, 'inputDataItem') ?? loop, 'name');
  return [...(item === null ? [] : [item]), 'loopCounter'];
}

export interface Completion {
  /** Where in the text the word begins that is replaced. */
  readonly from: number;
  readonly names: readonly string[];
}

const MOST = 8;

/** What the word before the caret may become. Nothing inside a text in quotes. */
export function completionAt(text: string, caret: number, names: readonly string[]): Completion | null {
  const before = text.slice(0, caret);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return null;
  const [word] = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before) ?? [];
  if (word === undefined || before.at(-word.length - 1) === '.') return null;
  const fitting = names.filter((name) => name !== word && name.toLowerCase().startsWith(word.toLowerCase()));
  return fitting.length === 0 ? null : { from: caret - word.length, names: fitting.slice(0, MOST) };
}
