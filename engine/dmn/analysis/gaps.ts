import { type Problem, text } from '../../model/problem.ts';
import { problemAt } from '../../model/xml/xml-element.ts';
import { isMultiHit } from '../boxed/table-model.ts';
import type { Grid } from './grid.ts';

/**
 * Combinations of inputs that no rule matches. A table that gives a list gives an empty one then, and one with defaults gives those: neither is
 * a gap. A warning, because the author may know that the combination does not occur.
 */
export function gaps(grid: Grid): Problem[] {
  const { hitPolicy, outputs, rules, element, owner } = grid.table;
  if (isMultiHit(hitPolicy) || outputs.some(({ byDefault }) => byDefault !== null)) return [];
  const boxes = rules.map((_, rule) => grid.box(rule));
  if (!boxes.every((box) => box !== null)) return [];
  const point = grid.uncovered(grid.usual(), boxes);
  if (!point) return [];
  const example = grid.shown(point);
  return [
    problemAt(
      element,
      'decision-gap',
      text(
        `Expected a rule for every input of "${owner.name}", but none matches ${example}: the result will be null.`,
        `“${owner.name}”应对各种输入都有规则，但 ${example} 没有规则命中，结果将为 null。`,
      ),
      'warning',
    ),
  ];
}
