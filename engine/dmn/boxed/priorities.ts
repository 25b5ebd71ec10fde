import { equals } from '../../feel/values/equality.ts';
import { includes } from '../../feel/values/membership.ts';
import { FeelRange, isList, type Value } from '../../feel/values/types.ts';
import { evaluateFeel, type Site } from '../evaluation.ts';
import type { Hit, TableModel } from './table-model.ts';

/**
 * The hits by the priority of their outputs: their place in outputValues, the first output before the second (DMN 1.3 §8.2.11). Hits of
 * the same priority stay in the order of the table.
 */
export function inOutputOrder(table: TableModel, hits: readonly Hit[], at: Site): readonly Hit[] {
  const rankings = rankingsOf(table, at);
  const ranked = hits.map((hit) => ({
    hit,
    ranks: rankings.map((ranking, index) => rankOf(hit.outputs[index] ?? null, ranking, at)),
  }));
  return ranked.sort((a, b) => byRanks(a.ranks, b.ranks)).map(({ hit }) => hit);
}

/** Per output the values in the order of their priority; empty where the output has none. */
export function rankingsOf({ outputs, owner }: TableModel, at: Site): readonly (readonly Value[])[] {
  return outputs.map(({ ranking }) => {
    const listed = ranking ? evaluateFeel(at, owner, ranking) : [];
    return isList(listed) ? listed : [listed];
  });
}

/** The place of a value in the ranking, or behind it. */
export function rankOf(value: Value, ranking: readonly Value[], at: Site): number {
  if (ranking.length === 0) return 0;
  const index = ranking.findIndex((member) =>
    member instanceof FeelRange ? includes(member, value) === true : equals(member, value, at.run) === true,
  );
  return index < 0 ? ranking.length : index;
}

export function byRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, rank] of a.entries()) {
    const difference = rank - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
