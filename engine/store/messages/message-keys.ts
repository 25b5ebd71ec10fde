import type pg from 'pg';
import type { MessageRecipe } from '../../commands/start-events.ts';
import { MESSAGE_COLUMNS, type Message } from './message.ts';

/** The keys that were read from the message. The business key that the engine gave a message of a case that named nothing is needed no more. */
export async function setKeys(
  pool: pg.Pool,
  id: string,
  { keys, businessKey }: { readonly keys: readonly string[]; readonly businessKey: string | null },
): Promise<void> {
  await pool.query('update message set keys = $2, business_key = $3 where id = $1', [id, keys, businessKey]);
}

/** Models that are deployed say how to read them; a recipe stays, because cases of old versions still wait. */
export async function insertRecipes(client: pg.ClientBase, recipes: readonly MessageRecipe[]): Promise<void> {
  for (const { name, key, retrieval } of recipes)
    await client.query('insert into message_recipe (name, key, retrieval) values ($1, $2, $3) on conflict do nothing', [
      name,
      key,
      retrieval,
    ]);
}

/** Messages of these names that came before the models that can read them. */
export async function findUnread(
  pool: pg.Pool,
  names: readonly string[],
): Promise<{ readonly message: Message; readonly recipes: readonly MessageRecipe[] }[]> {
  const { rows } = await pool.query<Message>(
    `select ${MESSAGE_COLUMNS} from message m where m.name = any($1) and m.outcome = 'buffered' order by m.published_at, m.id`,
    [names],
  );
  const { rows: recipes } = await pool.query<MessageRecipe>(
    'select name, key, retrieval from message_recipe where name = any($1)',
    [names],
  );
  return rows.map((message) => ({ message, recipes: recipes.filter(({ name }) => name === message.name) }));
}
