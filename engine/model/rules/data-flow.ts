import { isStore } from '../compile/data-store.ts';
import { isActivity } from '../compile/extension.ts';
import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Data flows only where it has an effect (BPMN 2.0.2 §10.4): between data objects and properties that the activity sees and its own data inputs
 * and outputs, each of which is used. What would need choices between sets is refused.
 */
export const dataFlow: Rule = {
  id: 'data-flow',
  check(input) {
    const { document, drafts, report } = input;
    for (const element of document.elements) {
      if (element.$type === 'bpmn:InputOutputSpecification') checkSpecification(input, element);
      if (element.$type === 'bpmn:Property' && !carriesProperties(element.$parent)) report(element, misplaced(element));
      if (element.$type === 'bpmn:ImplicitThrowEvent' && manyOf(element, 'dataInputAssociations').length > 0)
        report(element, misplaced(element));
    }
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      const associations = ['dataInputAssociations', 'dataOutputAssociations'].flatMap((ends) =>
        manyOf(node.source, ends),
      );
      for (const association of associations) {
        const message = mistake(node.source, association);
        if (message) report(association, message);
      }
      if (isActivity(node)) checkUse(input, node.source, associations);
    }
  },
};

const carriesProperties = (bearer: ModdleElement | undefined): boolean =>
  bearer !== undefined && (bearer.$type === 'bpmn:Process' || bearer.$instanceOf('bpmn:Activity'));

const SETS = ['whileExecutingInputRefs', 'whileExecutingOutputRefs'];
const OPTIONAL = ['optionalInputRefs', 'optionalOutputRefs'];

function checkSpecification({ report }: RuleInput, specification: ModdleElement): void {
  if (!specification.$parent?.$instanceOf('bpmn:Activity')) report(specification, misplaced(specification));
  const sets = [manyOf(specification, 'inputSets'), manyOf(specification, 'outputSets')];
  const choosing = sets.some((each) => each.length > 1);
  const special = sets.flat().some((set) => SETS.some((name) => manyOf(set, name).length > 0));
  if (choosing || special) report(specification, oneSet);
}

function mistake(source: ModdleElement, association: ModdleElement): Text | null {
  const target = oneOf(association, 'targetRef');
  for (const item of [...manyOf(association, 'sourceRef'), ...(target ? [target] : [])]) {
    if (isStore(item)) {
      if (isLoopData(source, association)) return loopStore(item.id ?? '');
    } else if (!isSeen(source, item)) return unseen(item.id ?? '');
  }
  return null;
}

/** What a multi-instance activity runs over and collects is read and written once for all of it, as data of the case. */
function isLoopData(source: ModdleElement, association: ModdleElement): boolean {
  const loop = oneOf(source, 'loopCharacteristics');
  const ends = [oneOf(association, 'targetRef'), ...manyOf(association, 'sourceRef')];
  return (
    loop !== null && ['loopDataInputRef', 'loopDataOutputRef'].some((end) => ends.includes(oneOf(loop, end) ?? loop))
  );
}

/** An item of the element itself, or of a scope around it. */
function isSeen(source: ModdleElement, item: ModdleElement): boolean {
  const declared = item.$type === 'bpmn:DataObjectReference' ? (oneOf(item, 'dataObjectRef') ?? item) : item;
  const bearer =
    declared.$parent?.$type === 'bpmn:InputOutputSpecification' ? declared.$parent.$parent : declared.$parent;
  if (declared.$type === 'bpmn:DataInput' || declared.$type === 'bpmn:DataOutput') return bearer === source;
  for (let at: ModdleElement | undefined = source; at; at = at.$parent) if (at === bearer) return true;
  return false;
}

/** Each data input that is not optional is filled, and each data output is handed on, by an association. */
function checkUse({ report }: RuleInput, source: ModdleElement, associations: readonly ModdleElement[]): void {
  const specification = oneOf(source, 'ioSpecification');
  if (!specification) return;
  const used = new Set(associations.flatMap((each) => [oneOf(each, 'targetRef'), ...manyOf(each, 'sourceRef')]));
  const sets = [...manyOf(specification, 'inputSets'), ...manyOf(specification, 'outputSets')];
  const optional = new Set(sets.flatMap((set) => OPTIONAL.flatMap((name) => manyOf(set, name))));
  for (const item of [...manyOf(specification, 'dataInputs'), ...manyOf(specification, 'dataOutputs')]) {
    if (!used.has(item) && !optional.has(item)) report(item, unused(item));
  }
}

const misplaced = (element: ModdleElement) =>
  text(
    `Expected ${wordsOf(element).en} at an activity, but it stands elsewhere, where it has no effect.`,
    `${wordsOf(element).zh}应位于活动上，但位于他处，不起作用。`,
  );

const oneSet = text(
  'Expected one set of data inputs and one of outputs, taken and given at the borders of the activity, but there is a choice.',
  '数据输入与输出应各只有一组，且在活动开始和结束时传递，但存在选择。',
);

const loopStore = (id: string) =>
  text(
    `Expected the list of a multi-instance activity to be data of the case, but "${id}" is a data store: read it into a data object first.`,
    `多实例活动的列表应为办件的数据，但“${id}”是数据存储：请先读入数据对象。`,
  );

const unseen = (id: string) =>
  text(
    `Expected data that the element sees, but "${id}" belongs to something else.`,
    `应为该元素可见的数据，但“${id}”属于其他元素。`,
  );

const unused = (element: ModdleElement) =>
  text(
    `Expected a data association with the ${wordsOf(element).en} "${element.id}", but there is none.`,
    `${wordsOf(element).zh}“${element.id}”应有数据关联，但没有。`,
  );
