import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * Data flows into a data input or property of the activity or event, and out of a data output or property of it (BPMN 2.0.2 §10.4.2). A
 * transformation may look at other data besides.
 */
export const dataAssociationEnds: Rule = {
  id: 'data-association-ends',
  check({ drafts, report }) {
    for (const { source: bearer } of drafts.flatMap(({ nodes }) => nodes)) {
      for (const association of manyOf(bearer, 'dataInputAssociations')) {
        const target = oneOf(association, 'targetRef');
        if (target && isWrongEnd(target, 'bpmn:DataInput')) report(association, leadsElsewhere(bearer, target));
      }
      for (const association of manyOf(bearer, 'dataOutputAssociations')) {
        const sources = manyOf(association, 'sourceRef');
        const [wrong] = sources.filter((source) => isWrongEnd(source, 'bpmn:DataOutput'));
        if (wrong && sources.every((source) => isWrongEnd(source, 'bpmn:DataOutput')))
          report(association, comesFromElsewhere(bearer, wrong));
      }
    }
  },
};

/** Whose data inputs, outputs and properties it is that are named is a question of `data-flow`, which data they can be one of `reference-type`. */
const isWrongEnd = (item: ModdleElement, type: string): boolean =>
  item.$instanceOf('bpmn:ItemAwareElement') && item.$type !== type && !isOwnProperty(item);

const isOwnProperty = ({ $type, $parent }: ModdleElement): boolean =>
  $type === 'bpmn:Property' && $parent?.$type !== 'bpmn:Process';

const leadsElsewhere = ({ id }: ModdleElement, target: ModdleElement) =>
  text(
    `Expected data to flow into a data input or property of "${id}", but it flows into the ${wordsOf(target).en} "${target.id}".`,
    `数据应流入“${id}”的数据输入或属性，但流入${wordsOf(target).zh}“${target.id}”。`,
  );

const comesFromElsewhere = ({ id }: ModdleElement, source: ModdleElement) =>
  text(
    `Expected data to flow out of a data output or property of "${id}", but it comes from the ${wordsOf(source).en} "${source.id}".`,
    `数据应来自“${id}”的数据输出或属性，但来自${wordsOf(source).zh}“${source.id}”。`,
  );
