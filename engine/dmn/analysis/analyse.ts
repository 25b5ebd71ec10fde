import { type Problem, type Text, text } from '../../model/problem.ts';
import { problemAt } from '../../model/xml/xml-element.ts';
import type { TableModel } from '../boxed/table-model.ts';
import { gaps } from './gaps.ts';
import { Grid, MAX_RULES } from './grid.ts';
import { overlaps } from './overlaps.ts';
import { TooMuchWork } from './too-much-work.ts';
import { unreachable } from './unreachable.ts';

/**
 * What can be said of a decision table without asking it: gaps, overlaps and rules that never count. Exact where cells compare with
 * constants; what a cell leaves open is told as not analysed and never guessed.
 */
export function analyse(table: TableModel): Problem[] {
  if (table.rules.length > MAX_RULES) return [notAnalysed(table, tooMany)];
  if (new Set(table.inputs.map(({ source }) => source)).size < table.inputs.length) return [notAnalysed(table, twice)];
  try {
    const grid = Grid.of(table);
    if (!grid) return [notAnalysed(table, mixed)];
    return [...openCells(grid), ...gaps(grid), ...overlaps(grid), ...unreachable(grid)];
  } catch (error) {
    if (error instanceof TooMuchWork) return [notAnalysed(table, tooLarge)];
    throw error;
  }
}

function openCells(grid: Grid): Problem[] {
  const { table } = grid;
  const open = table.rules.filter((_, index) => grid.box(index) === null).map(({ number }) => number);
  if (open.length === 0) return [];
  const numbers = open.slice(0, 10).join(', ') + (open.length > 10 ? ' …' : '');
  return [
    notAnalysed(
      table,
      text(
        `entries of the rules ${numbers} compare with something that is no constant`,
        `规则 ${numbers} 的条件与非常量比较`,
      ),
    ),
  ];
}

const notAnalysed = ({ element, owner }: TableModel, reason: Text): Problem =>
  problemAt(
    element,
    'decision-not-analysed',
    text(
      `Expected to find gaps and overlaps of "${owner.name}", but it is not analysed, or not wholly: ${reason.en}.`,
      `应检查“${owner.name}”的遗漏与重叠，但未分析或未完全分析：${reason.zh}。`,
    ),
    'warning',
  );

const tooMany = text(`it has more than ${MAX_RULES} rules`, `规则超过 ${MAX_RULES} 条`);
const twice = text('two inputs ask the same expression', '有两个输入列使用相同的表达式');
const mixed = text(
  'the entries of an input compare with values of several types, of another type than it has, or with ranges of texts',
  '某输入列的条件与多种类型、与声明不符的类型或文本区间比较',
);
const tooLarge = text('it has too many combinations of inputs', '输入组合过多');
