import { type ModdleElement, manyOf, oneOf, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** What is copied as it is has the same type at both ends (BPMN 2.0.2 §10.4.2). Values are JSON whatever their type is called, so they are copied all the same. */
export const dataTypes: Rule = {
  id: 'data-types',
  check({ drafts, report }) {
    for (const { source } of drafts.flatMap(({ nodes }) => nodes)) {
      for (const association of ASSOCIATIONS.flatMap((name) => manyOf(source, name))) {
        const from = copied(association);
        const to = oneOf(association, 'targetRef');
        if (from && to && differ(from, to)) report(association, otherType(from, to), 'warning');
      }
    }
  },
};

const ASSOCIATIONS = ['dataInputAssociations', 'dataOutputAssociations'];

/** The one thing an association copies unchanged; null where an expression makes something of it. */
function copied(association: ModdleElement): ModdleElement | null {
  if (oneOf(association, 'transformation') || manyOf(association, 'assignment').length > 0) return null;
  const sources = manyOf(association, 'sourceRef');
  return sources.length === 1 ? (sources[0] ?? null) : null;
}

function differ(a: ModdleElement, b: ModdleElement): boolean {
  const [first, second] = [definitionOf(a), definitionOf(b)];
  if (!first || !second || first === second) return false;
  const structure = textOf(first, 'structureRef');
  return structure === null || structure !== textOf(second, 'structureRef');
}

const definitionOf = (item: ModdleElement): ModdleElement | null =>
  oneOf(oneOf(item, 'dataObjectRef') ?? item, 'itemSubjectRef');

const otherType = (from: ModdleElement, to: ModdleElement) =>
  text(
    `Expected "${from.id}" and "${to.id}" to have one item definition, as data is copied between them, but they have two.`,
    `“${from.id}”与“${to.id}”之间直接复制数据，应使用同一项定义，但不同。`,
  );
