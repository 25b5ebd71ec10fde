/**
 * The schema of a database as text, from the catalog: what `store/schema.sql` holds. Reviewers read the result of all migrations
 * there. Monthly partitions of the journal are left out: they come and go with the data.
 */
import type pg from 'pg';

const TABLES = `
select c.oid, c.relname as name, c.relkind = 'p' as partitioned, pg_get_partkeydef(c.oid) as partition_key,
       pg_get_expr(c.relpartbound, c.oid) as bound, parent.relname as parent, c.reloptions as options, obj_description(c.oid, 'pg_class') as comment
from pg_class c
left join pg_inherits h on h.inhrelid = c.oid
left join pg_class parent on parent.oid = h.inhparent
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
  and coalesce(pg_get_expr(c.relpartbound, c.oid), 'DEFAULT') = 'DEFAULT'
order by c.relname collate "C"`;

const COLUMNS = `
select a.attrelid as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
       pg_get_expr(d.adbin, d.adrelid) as expression, a.attidentity <> '' as identity, a.attgenerated <> '' as generated,
       case when co.collname <> 'default' then co.collname end as collation, col_description(a.attrelid, a.attnum) as comment
from pg_attribute a
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join pg_collation co on co.oid = a.attcollation
where a.attnum > 0 and not a.attisdropped
order by a.attrelid, a.attnum`;

/** Not-null constraints are shown with their column; newer servers also list them as constraints. */
const CONSTRAINTS = `
select conrelid as oid, conname as name, pg_get_constraintdef(oid) as definition
from pg_constraint where contype <> 'n' and conparentid = 0
order by contype = 'p' desc, conname collate "C"`;

const INDEXES = `
select i.indrelid as oid, pg_get_indexdef(i.indexrelid) as definition
from pg_index i join pg_class c on c.oid = i.indexrelid
where not exists (select from pg_constraint where conindid = i.indexrelid)
order by c.relname collate "C"`;

const FUNCTIONS = `
select pg_get_functiondef(p.oid) as definition
from pg_proc p
where p.pronamespace = current_schema()::regnamespace and p.prokind in ('f', 'p')
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
order by p.proname collate "C"`;

const TRIGGERS = `
select tgrelid as oid, pg_get_triggerdef(oid) as definition from pg_trigger where not tgisinternal order by tgname collate "C"`;

interface OfTable {
  readonly oid: number;
}
interface TableRow extends OfTable {
  readonly name: string;
  readonly partitioned: boolean;
  readonly partition_key: string | null;
  readonly bound: string | null;
  readonly parent: string | null;
  readonly options: string[] | null;
  readonly comment: string | null;
}
interface ColumnRow extends OfTable {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly expression: string | null;
  readonly identity: boolean;
  readonly generated: boolean;
  readonly collation: string | null;
  readonly comment: string | null;
}
interface ConstraintRow extends OfTable {
  readonly name: string;
  readonly definition: string;
}
interface DefinitionRow extends OfTable {
  readonly definition: string;
}

/** One statement per table, index, comment, trigger and function, in alphabetical order of tables. */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
  const tables = (await client.query<TableRow>(TABLES)).rows;
  const columns = byTable((await client.query<ColumnRow>(COLUMNS)).rows);
  const constraints = byTable((await client.query<ConstraintRow>(CONSTRAINTS)).rows);
  const indexes = byTable((await client.query<DefinitionRow>(INDEXES)).rows);
  const triggers = byTable((await client.query<DefinitionRow>(TRIGGERS)).rows);
  const functions = (await client.query<{ definition: string }>(FUNCTIONS)).rows;
  const parts = tables.map((table) => [
    createTable(table, columns.get(table.oid) ?? [], constraints.get(table.oid) ?? []),
    ...(table.parent ? [] : (indexes.get(table.oid) ?? []).map((index) => `${index.definition};`)),
    ...(triggers.get(table.oid) ?? []).map((trigger) => `${trigger.definition};`),
    ...comments(table, columns.get(table.oid) ?? []),
  ]);
  return `${[...parts.map((part) => part.join('\n')), ...functions.map((row) => `${row.definition.trim()};`)].join('\n\n')}\n`;
}

function createTable(table: TableRow, columns: readonly ColumnRow[], constraints: readonly ConstraintRow[]): string {
  if (table.parent) return `CREATE TABLE ${table.name} PARTITION OF ${table.parent} ${table.bound};`;
  const lines = [...columns.map(column), ...constraints.map((row) => `CONSTRAINT ${row.name} ${row.definition}`)];
  const tail = [
    table.partitioned ? ` PARTITION BY ${table.partition_key}` : '',
    table.options ? ` WITH (${table.options.join(', ')})` : '',
  ];
  return `CREATE TABLE ${table.name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${tail.join('')};`;
}

function column(row: ColumnRow): string {
  const value = row.identity
    ? ' GENERATED AS IDENTITY'
    : row.generated
      ? ` GENERATED ALWAYS AS (${row.expression}) STORED`
      : row.expression
        ? ` DEFAULT ${row.expression}`
        : '';
  return `${row.name} ${row.type}${row.collation ? ` COLLATE "${row.collation}"` : ''}${value}${row.required ? ' NOT NULL' : ''}`;
}

function comments(table: TableRow, columns: readonly ColumnRow[]): string[] {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  return [
    ...(table.comment ? [`COMMENT ON TABLE ${table.name} IS ${quote(table.comment)};`] : []),
    ...columns.flatMap((row) =>
      row.comment ? [`COMMENT ON COLUMN ${table.name}.${row.name} IS ${quote(row.comment)};`] : [],
    ),
  ];
}

function byTable<Row extends OfTable>(rows: readonly Row[]): ReadonlyMap<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.oid, [...(groups.get(row.oid) ?? []), row]);
  return groups;
}
