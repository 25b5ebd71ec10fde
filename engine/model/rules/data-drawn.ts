import { isOnlyDrawn } from '../compile/data.ts';
import { type ModdleElement, manyOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A data association says what it copies (BPMN 2.0.2 §10.4.2). One that drawing tools leave without copies nothing, and its author is told. */
export const dataDrawn: Rule = {
  id: 'data-drawn',
  check({ drafts, report }) {
    for (const { source } of drafts.flatMap(({ nodes }) => nodes)) {
      const associations = ['dataInputAssociations', 'dataOutputAssociations'].flatMap((name) => manyOf(source, name));
      if (associations.some(isOnlyDrawn)) report(source, nothing(source), 'warning');
    }
  },
};

const nothing = ({ id }: ModdleElement) =>
  text(
    `Expected the data associations of "${id}" to say what they copy, but one is only drawn and copies nothing.`,
    `“${id}”的数据关联应说明复制的内容，但其中之一仅为图形，不复制任何数据。`,
  );
