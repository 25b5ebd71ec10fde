import type { Value } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import { attribute, expressionsIn, manyOf } from '../compile/xml.ts';
import { type BoxedFamily, inside } from './compiler.ts';
import { fitting } from './fitting.ts';

/** A list of contexts with the same entries, written as a table (DMN 1.3 §10.2.1.8). */
export const relation: BoxedFamily = (element, place) => {
  const { context, owner } = place;
  const columns = manyOf(element, 'column').map((column) => {
    const name = attribute(column, 'name');
    if (name === null) context.report('name-missing', column, nameless);
    return { name: name ?? '', type: context.typeOf(column) };
  });
  const rows = manyOf(element, 'row').map((row) => {
    const cells = expressionsIn(row);
    if (cells.length !== columns.length) context.report('cell-count', row, wrongCount(columns.length, cells.length));
    return cells.map((cell) => place.compile(cell, inside(place)));
  });
  return (at) =>
    rows.map((cells) => {
      const result: Record<string, Value> = Object.create(null);
      for (const [index, { name, type }] of columns.entries())
        result[name] = fitting(cells[index]?.(at) ?? null, type, { at, owner, name });
      return result;
    });
};

const nameless = text('Expected a column to have a name, but it has none.', '列应有名称，但没有。');

const wrongCount = (columns: number, cells: number) =>
  text(
    `Expected a row of ${columns} cells, one per column, but it has ${cells}.`,
    `每行应有 ${columns} 个单元格，与列一一对应，但有 ${cells} 个。`,
  );
