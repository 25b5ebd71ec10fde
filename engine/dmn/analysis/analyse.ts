import type { Problem } from '../../model/problem.ts';
import type { TableModel } from '../boxed/table-model.ts';

export function analyse(_table: TableModel): Problem[] {
  return [];
}
