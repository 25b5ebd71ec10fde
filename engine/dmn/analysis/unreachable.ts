import { type Problem, text } from '../../model/problem.ts';
import { problemAt } from '../../model/xml/xml-element.ts';
import { byRanks } from '../boxed/priorities.ts';
import type { Rule } from '../boxed/table-model.ts';
import type { Grid } from './grid.ts';
import { ranksOf } from './ranks.ts';

/**
 * Rules that can never count: because no value passes their cells, or because others that match at the same time always come before them
 * (FIRST: those above; PRIORITY: those of a higher priority, and those of the same above).
 */
export function unreachable(grid: Grid): Problem[] {
  const before = precedence(grid);
  return grid.table.rules.flatMap((rule, index) => {
    const most = grid.atMost(index);
    if (most.some((side) => !side.includes(true))) return [never(rule)];
    const masking = before(index)
      .map((other) => grid.box(other))
      .filter((box) => box !== null);
    return masking.length > 0 && !grid.uncovered(most, masking) ? [masked(rule, grid.table.hitPolicy)] : [];
  });
}

/** Which rules win against a rule, whenever both match. */
function precedence(grid: Grid): (rule: number) => readonly number[] {
  const { hitPolicy, rules } = grid.table;
  const all = rules.map((_, index) => index);
  if (hitPolicy === 'FIRST') return (rule) => all.slice(0, rule);
  if (hitPolicy !== 'PRIORITY') return () => [];
  const ranks = ranksOf(grid.table);
  return (rule) => {
    const own = ranks[rule];
    if (!own) return [];
    return all.filter((other) => {
      const theirs = ranks[other];
      const order = theirs ? byRanks(theirs, own) : 1;
      return other !== rule && (order < 0 || (order === 0 && other < rule));
    });
  };
}

const never = (rule: Rule): Problem =>
  problemAt(
    rule.element,
    'decision-unreachable',
    text(
      `Expected rule ${rule.number} to match some input, but no value passes all its entries.`,
      `规则 ${rule.number} 应能命中某些输入，但没有任何取值能通过其全部条件。`,
    ),
    'warning',
  );

const masked = (rule: Rule, hitPolicy: string): Problem =>
  problemAt(
    rule.element,
    'decision-unreachable',
    text(
      `Expected rule ${rule.number} to count for some input, but under ${hitPolicy} other rules always come before it.`,
      `规则 ${rule.number} 应对某些输入起作用，但在 ${hitPolicy} 策略下总有其他规则先于它。`,
    ),
    'warning',
  );
