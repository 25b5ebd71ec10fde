import { wordsOf } from '../element-words.ts';
import type { Declaration, Mapping, ModelValue } from '../graph.ts';
import { bodyOf, flagOf, type ModdleElement, manyOf, oneOf, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import { dataName } from './data-name.ts';
import { isStore, storeRead } from './data-store.ts';
import { isReadable } from './readable-name.ts';

/**
 * The standard's data (BPMN 2.0.2 §10.4): data objects and properties are variables of what declares them, data inputs and outputs are those of
 * the activity, and data associations are mappings between them. Each has the name it bears, or else its id.
 */
export function declarationsOf(source: ModdleElement): Declaration[] {
  const objects = manyOf(source, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObject');
  return [...objects, ...manyOf(source, 'properties')].map((element) => ({
    name: dataName(element),
    isCollection: flagOf(element, 'isCollection'),
    ...stateOf(element),
  }));
}

/** The state that a data object, or the reference through which it is written, names (BPMN 2.0.2 §10.4.1). */
function stateOf(element: ModdleElement): { readonly state?: string } {
  const state = oneOf(element, 'dataState');
  const name = state && textOf(state, 'name');
  return name ? { state: name } : {};
}

/** Data that flows into an activity or a throwing event: to its data inputs and properties. */
export function inputAssociations(context: CompileContext, source: ModdleElement): Mapping[] {
  return mappingsOf(context, manyOf(source, 'dataInputAssociations'));
}

/** Data that flows out of an activity or a catching event: to data objects and properties around it. */
export function outputAssociations(context: CompileContext, source: ModdleElement): Mapping[] {
  return mappingsOf(context, manyOf(source, 'dataOutputAssociations'));
}

const mappingsOf = (context: CompileContext, associations: readonly ModdleElement[]): Mapping[] =>
  associations.filter((each) => !isOnlyDrawn(each)).flatMap((each) => mappingOf(context, each) ?? []);

/**
 * Whether an association only shows that an element has to do with data and says nothing to copy, as drawing tools leave it: out of the element without
 * a source, or into a property that is a mere placeholder.
 */
export function isOnlyDrawn(association: ModdleElement): boolean {
  const target = oneOf(association, 'targetRef');
  if (!target) return false;
  if (target.$type === 'bpmn:Property') return textOf(target, 'name') === '__targetRef_placeholder';
  const says = [...manyOf(association, 'sourceRef'), ...manyOf(association, 'assignment')];
  return (
    association.$type === 'bpmn:DataOutputAssociation' && says.length === 0 && !oneOf(association, 'transformation')
  );
}

/** What is copied: the one source, what a transformation makes of the sources, or what an assignment says. */
export function mappingOf(context: CompileContext, association: ModdleElement): Mapping | null {
  const target = oneOf(association, 'targetRef');
  if (!target) {
    context.report('data-association', association, withoutTarget);
    return null;
  }
  const source = sourceOf(context, association, dataName(target));
  const reads = manyOf(association, 'sourceRef').filter(isStore).map(storeRead);
  return (
    source && {
      source,
      target: dataName(target),
      ...(reads.length > 0 && { reads }),
      ...(isStore(target) ? { toStore: true } : stateOf(target)),
    }
  );
}

function sourceOf(context: CompileContext, association: ModdleElement, target: string): ModelValue | null {
  const sources = manyOf(association, 'sourceRef');
  const transformation = bodyOf(association, 'transformation');
  const assignments = manyOf(association, 'assignment');
  if (transformation !== null && assignments.length === 0) return feel(context, association, transformation);
  const [assignment, second] = assignments;
  if (assignment && !second && transformation === null) return assigned(context, assignment, target);
  const [source, other] = sources;
  if (source && !other && assignments.length === 0) return variable(context, association, source);
  context.report('data-association', association, unclear);
  return null;
}

function assigned(context: CompileContext, assignment: ModdleElement, target: string): ModelValue | null {
  const from = bodyOf(assignment, 'from');
  if (from !== null && bodyOf(assignment, 'to') === target) return feel(context, assignment, from);
  context.report('data-association', assignment, wrongAssignment(target));
  return null;
}

/** The value of a data item, read by its name. */
export function variable(context: CompileContext, at: ModdleElement, item: ModdleElement): ModelValue | null {
  const name = dataName(item);
  if (isReadable(name)) return feel(context, at, name);
  context.report('data-name', at, unreadable(wordsOf(item), name));
  return null;
}

function feel(context: CompileContext, at: ModdleElement, source: string): ModelValue | null {
  const expression = context.feel(at, source);
  return expression && { kind: 'feel', expression };
}

const withoutTarget = text(
  'Expected a data association to have a targetRef, but it has none.',
  '数据关联应有 targetRef，但没有。',
);

const unclear = text(
  'Expected a data association to have one sourceRef, a transformation or one assignment, but what it copies is not clear.',
  '数据关联应有一个 sourceRef、一个 transformation 或一个 assignment，但复制的内容不明确。',
);

const wrongAssignment = (target: string): Text =>
  text(
    `Expected an assignment with an expression in "from" and "${target}" in "to", but it says something else.`,
    `赋值的 from 应为表达式，to 应为“${target}”，但并非如此。`,
  );

const unreadable = (kind: Text, name: string): Text =>
  text(
    `Expected a ${kind.en} that is read to have a name of letters, digits and "_", but it is "${name}".`,
    `被读取的${kind.zh}的名称应由字母、数字和“_”组成，但为“${name}”。`,
  );
