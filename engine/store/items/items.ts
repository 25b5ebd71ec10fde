import type { ServiceItem, Words } from '../../items/item.ts';
import type { Database } from '../people/database.ts';
import { type Order, type PageOf, type Paging, type Query, readPage, sql } from '../read/paging.ts';

export interface ItemRow {
  readonly key: string;
  readonly version: number;
  readonly content: ServiceItem;
  /** For how many things an applicant has to come at the most. */
  readonly visits: number;
  /** Epoch ms. */
  readonly since: number;
  readonly by: string;
}

export interface ItemFilter {
  readonly q?: string | undefined;
  readonly theme?: string | undefined;
  readonly object?: string | undefined;
  readonly department?: string | undefined;
  readonly processKey?: string | undefined;
  /** Only those for which somebody has to come. */
  readonly visits?: boolean | undefined;
}

const COLUMNS = 'i.key, i.version, i.content, i.visits, i.since, i.by';

const ORDER: Order = {
  keys: [
    { column: 'i.name_zh', field: 'nameZh', type: 'text' },
    { column: 'i.key', field: 'key', type: 'text' },
  ],
};

/** Current items by name. */
export function listItems(database: Database, filter: ItemFilter, paging: Paging): Promise<PageOf<ItemRow>> {
  const query = sql
    .select(sql.raw(`${COLUMNS}, i.name_zh as "nameZh"`))
    .from('service_item as i')
    .where('i.current', true);
  whereSpoken(query, filter.q);
  if (filter.theme !== undefined) query.whereRaw('? = any(i.themes)', [filter.theme]);
  if (filter.object !== undefined) query.whereRaw('? = any(i.objects)', [filter.object]);
  if (filter.department !== undefined) query.where('i.department', filter.department);
  if (filter.processKey !== undefined) query.where('i.process_key', filter.processKey);
  if (filter.visits) query.where('i.visits', '>', 0);
  return readPage<ItemRow>(database, query, ORDER, paging);
}

const SEARCHED = ['i.name_zh', 'i.name_en', 'i.code', "jsonb_path_query_array(i.content, '$.themes[*].*')::text"];

/** Every word somewhere in names, code or themes, in capitals or not: people do not know how an item is called. */
function whereSpoken(query: Query, text = ''): void {
  for (const word of text.trim().split(/\s+/).filter(Boolean))
    query.where((any) => {
      for (const column of SEARCHED) any.orWhereRaw(`strpos(lower(${column}), lower(?)) > 0`, [word]);
    });
}

/** The current version where none is named. */
export async function findItem(database: Database, key: string, version?: number): Promise<ItemRow | undefined> {
  const { rows } = await database.query<ItemRow>(
    `select ${COLUMNS} from service_item i where i.key = $1 and (case when $2::int is null then i.current else i.version = $2 end)`,
    [key, version ?? null],
  );
  return rows[0];
}

export async function currentItems(database: Database, keys: readonly string[]): Promise<readonly ItemRow[]> {
  const { rows } = await database.query<ItemRow>(
    `select ${COLUMNS} from service_item i where i.current and i.key = any($1) order by array_position($1, i.key)`,
    [keys],
  );
  return rows;
}

/** Themes with the number of items, most first. */
export async function countThemes(database: Database) {
  const { rows } = await database.query<{ theme: string; name: Words; count: number }>(
    `select name->>'zh' as theme, (array_agg(name order by i.key))[1] as name, count(*)::int as count
     from service_item i, jsonb_array_elements(i.content->'themes') as name where i.current group by 1 order by 3 desc, 1`,
  );
  return rows;
}

/** Keys of the processes that items in use are bound to. */
export async function boundProcesses(database: Database): Promise<ReadonlySet<string>> {
  const { rows } = await database.query<{ key: string }>(
    'select distinct process_key as key from service_item where current',
  );
  return new Set(rows.map(({ key }) => key));
}

export interface NewItem {
  readonly item: ServiceItem;
  readonly visits: number;
}

/** Makes these the current versions of their items; earlier ones stay as they are. In a transaction: two statements, since one would meet its own former rows. */
export async function writeItems(
  database: Database,
  items: readonly NewItem[],
  { by, at }: { readonly by: string; readonly at: number },
): Promise<void> {
  const rows = items.map(({ item, visits }) => ({
    ...{ key: item.key, version: item.version, code: item.code, name_zh: item.name.zh, name_en: item.name.en },
    ...{ department: item.organ.department, process_key: item.processKey, objects: item.serviceObjects },
    themes: (item.themes ?? []).map(({ zh }) => zh),
    ...{ visits, content: item },
  }));
  const keys = items.map(({ item }) => item.key);
  await database.query('update service_item set current = false where current and key = any($1)', [keys]);
  await database.query(
    `insert into service_item (key, version, current, code, name_zh, name_en, department, process_key, objects, themes, visits, content, since, by)
     select g.key, g.version, true, g.code, g.name_zh, g.name_en, g.department, g.process_key, g.objects, g.themes, g.visits, g.content, $2, $3
     from jsonb_to_recordset($1::jsonb) as g(key text, version int, code text, name_zh text, name_en text, department text,
       process_key text, objects text[], themes text[], visits int, content jsonb)`,
    [JSON.stringify(rows), new Date(at), by],
  );
}
