import { DEFAULT_WEIGHTS, type Weights } from '../../sla/score.ts';
import type { Database } from '../people/database.ts';

export async function readWeights(database: Database): Promise<Weights> {
  const { rows } = await database.query<{ indicator: string; weight: number }>(
    'select indicator, weight from indicator_weight',
  );
  return { ...DEFAULT_WEIGHTS, ...Object.fromEntries(rows.map(({ indicator, weight }) => [indicator, weight])) };
}

/** All at once. */
export async function writeWeights(database: Database, weights: Weights): Promise<void> {
  await database.query(
    `insert into indicator_weight (indicator, weight) select key, value::integer from json_each_text($1)
     on conflict (indicator) do update set weight = excluded.weight`,
    [JSON.stringify(weights)],
  );
}
