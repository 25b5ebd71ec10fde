import { type Problem, text } from '../../model/problem.ts';
import { problemAt } from '../../model/xml/xml-element.ts';
import type { Rule } from '../boxed/table-model.ts';
import { sameValue } from './axis.ts';
import { constantOutput } from './constants.ts';
import type { Box, Grid } from './grid.ts';

/** Pairs told per table: whoever has corrected ten of them knows how. */
const MAX_TOLD = 10;

/**
 * Rules that match together where that is a failure: any two under UNIQUE, two with other outputs under ANY. An overlap is a warning, since the
 * inputs that both match may never come. It is an error where one rule lies wholly inside the others: then it fails whenever it matches, and
 * nobody can have meant that.
 */
export function overlaps(grid: Grid): Problem[] {
  const { hitPolicy, rules } = grid.table;
  if (hitPolicy !== 'UNIQUE' && hitPolicy !== 'ANY') return [];
  const boxes = rules.map((_, index) => grid.box(index));
  const rivals = rules.map(() => new Set<number>());
  const problems: Problem[] = [];
  for (const [first, rule] of rules.entries()) {
    for (let second = first + 1; second < rules.length; second++) {
      const other = rules[second];
      const [a, b] = [boxes[first], boxes[second]];
      if (!a || !b || !other || (hitPolicy === 'ANY' && !differ(rule, other))) continue;
      const point = grid.common(a, b);
      if (!point) continue;
      rivals[first]?.add(second);
      rivals[second]?.add(first);
      if (problems.length < MAX_TOLD) problems.push(overlap(grid, [rule, other], grid.shown(point)));
    }
  }
  return [...problems, ...hopeless(grid, boxes, rivals)];
}

/** Outputs that are known to be others; those that depend on something may be the same. */
function differ(a: Rule, b: Rule): boolean {
  return a.outputs.some((output, index) => {
    const [first, second] = [output, b.outputs[index] ?? null].map((each) =>
      each === null ? null : constantOutput(each.source),
    );
    return first !== undefined && second !== undefined && !sameValue(first, second);
  });
}

function hopeless(grid: Grid, boxes: readonly (Box | null)[], rivals: readonly ReadonlySet<number>[]): Problem[] {
  return grid.table.rules.flatMap((rule, index) => {
    const others = [...(rivals[index] ?? [])];
    const covering = others.map((other) => boxes[other] ?? null).filter((box) => box !== null);
    if (covering.length === 0 || grid.uncovered(grid.atMost(index), covering)) return [];
    return [alwaysFails(rule, others.map((other) => other + 1).join(', '))];
  });
}

function overlap({ table }: Grid, [a, b]: readonly [Rule, Rule], example: string): Problem {
  const same = table.hitPolicy === 'UNIQUE';
  return problemAt(
    b.element,
    'decision-overlap',
    same
      ? text(
          `Expected at most one rule to match, but rules ${a.number} and ${b.number} both match ${example}.`,
          `最多应有一条规则命中，但规则 ${a.number} 和 ${b.number} 都命中 ${example}。`,
        )
      : text(
          `Expected rules that match together to give the same, but rules ${a.number} and ${b.number} differ for ${example}.`,
          `同时命中的规则应给出相同的输出，但规则 ${a.number} 和 ${b.number} 在 ${example} 时不同。`,
        ),
    'warning',
  );
}

const alwaysFails = (rule: Rule, others: string): Problem =>
  problemAt(
    rule.element,
    'decision-conflict',
    text(
      `Expected rule ${rule.number} to match alone for some input, but whenever it matches, one of the rules ${others} contradicts it.`,
      `规则 ${rule.number} 应有可单独命中的输入，但每当它命中时，总有规则 ${others} 之一与之冲突。`,
    ),
  );
