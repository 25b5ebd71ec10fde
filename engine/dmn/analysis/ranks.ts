import { rankingsOf, rankOf } from '../boxed/priorities.ts';
import type { TableModel } from '../boxed/table-model.ts';
import { Evaluation } from '../evaluation.ts';
import { Scope } from '../scope.ts';
import { constantOutput } from './constants.ts';

/** The priorities of each rule as the evaluation would rank it; null where an output depends on something. */
export function ranksOf(table: TableModel): readonly (readonly number[] | null)[] {
  const evaluation = new Evaluation(0);
  const at = { evaluation, scope: new Scope(), run: evaluation.run };
  const rankings = rankingsOf(table, at);
  return table.rules.map(({ outputs }) => {
    const ranks = outputs.map((output, index) => {
      const value = output === null ? null : constantOutput(output.source);
      return value === undefined ? undefined : rankOf(value, rankings[index] ?? [], at);
    });
    return ranks.every((rank) => rank !== undefined) ? ranks : null;
  });
}
