import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

const SIDES = [
  { items: 'dataInputs', sets: 'inputSets', refs: 'dataInputRefs' },
  { items: 'dataOutputs', sets: 'outputSets', refs: 'dataOutputRefs' },
] as const;

/** Each data input is in a set of inputs of its own specification, each data output in a set of outputs, and a set holds nothing else (BPMN 2.0.2 §10.4.2). */
export const dataSets: Rule = {
  id: 'data-sets',
  check({ document, report }) {
    for (const specification of document.elements) {
      if (specification.$type !== 'bpmn:InputOutputSpecification') continue;
      for (const { items, sets, refs } of SIDES) {
        const own = manyOf(specification, items);
        const named = new Set(manyOf(specification, sets).flatMap((set) => manyOf(set, refs)));
        for (const item of named) if (isItem(item) && !own.includes(item)) report(specification, foreign(item));
        if (manyOf(specification, sets).length === 0) continue;
        for (const item of own) if (!named.has(item)) report(item, inNoSet(item));
      }
    }
  },
};

/** What is something else altogether is told by `reference-type`. */
const isItem = ({ $type }: ModdleElement): boolean => $type === 'bpmn:DataInput' || $type === 'bpmn:DataOutput';

const foreign = (item: ModdleElement) =>
  text(
    `Expected sets of the data inputs and outputs of this element, but the ${wordsOf(item).en} "${item.id}" belongs to another.`,
    `集合应只包含本元素的数据输入与输出，但${wordsOf(item).zh}“${item.id}”属于其他元素。`,
  );

const inNoSet = (item: ModdleElement) =>
  text(
    `Expected the ${wordsOf(item).en} "${item.id}" in a set of its specification, but it is in none.`,
    `${wordsOf(item).zh}“${item.id}”应在其规范的某个集合中，但不在。`,
  );
