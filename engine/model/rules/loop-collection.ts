import { flagOf, type ModdleElement, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** The data a multi-instance activity has its items from is a collection (BPMN 2.0.2 Table 10.29). A list that does not say so is taken all the same. */
export const loopCollection: Rule = {
  id: 'loop-collection',
  check({ drafts, report }) {
    for (const { source, id } of drafts.flatMap(({ nodes }) => nodes)) {
      const loop = oneOf(source, 'loopCharacteristics');
      for (const reference of ['loopDataInputRef', 'loopDataOutputRef']) {
        const item = loop?.$type === MULTI_INSTANCE ? oneOf(loop, reference) : null;
        if (item?.$instanceOf('bpmn:ItemAwareElement') && !isCollection(item))
          report(source, single(id, reference, item), 'warning');
      }
    }
  },
};

const MULTI_INSTANCE = 'bpmn:MultiInstanceLoopCharacteristics';

function isCollection(item: ModdleElement): boolean {
  const declared = oneOf(item, 'dataObjectRef') ?? item;
  const definition = oneOf(declared, 'itemSubjectRef');
  return flagOf(declared, 'isCollection') || (definition !== null && flagOf(definition, 'isCollection'));
}

const single = (id: string, reference: string, item: ModdleElement) =>
  text(
    `Expected ${reference} of "${id}" to be a collection (isCollection="true"), but "${item.id}" does not say so.`,
    `“${id}”的 ${reference} 应为集合（isCollection="true"），但“${item.id}”未声明。`,
  );
